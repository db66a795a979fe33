package io.connectgateway.gigs;

import io.connectgateway.token.UpstreamClients;
import io.vertx.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Makes the client of Gigs. */
class GigsClient {

    private static final int SECONDS = 6;

    /** The HTTP client below is shared, so that start-up can open a connection on it without a call. */
    @Produces
    @Singleton
    GigsApi client(UpstreamClients clients, GigsConfig config, FreshConnections connections, Vertx vertx) {
        return clients.of(config.url(), SECONDS)
                .httpClientOptionsCustomizer(options -> connections.openWith(
                        vertx.createHttpClient(options.setShared(true).setName("gigs"))))
                .register(connections)
                .build(GigsApi.class);
    }
}
