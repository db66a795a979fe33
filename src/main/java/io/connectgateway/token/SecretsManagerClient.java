package io.connectgateway.token;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the client of Secrets Manager. */
class SecretsManagerClient {

    private static final int SECONDS = 3;

    @Produces
    @Singleton
    SecretsManagerApi client(UpstreamClients clients, SecretsManagerConfig config, SigningFilter signing) {
        return clients.of(config.url(), SECONDS)
                // One call in five minutes: a connection kept meanwhile would only be a dead one after a freeze.
                .httpClientOptionsCustomizer(options -> options.setKeepAlive(false))
                .register(signing)
                .build(SecretsManagerApi.class);
    }
}
