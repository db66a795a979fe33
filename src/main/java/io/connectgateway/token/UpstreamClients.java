package io.connectgateway.token;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.Security;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes the client of Secrets Manager, and what the client of Gigs has in common with it. */
@Singleton
public class UpstreamClients {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int SECRET_SECONDS = 3;

    static {
        // A name that could not be resolved is asked for again; the JDK would remember the failure for ten seconds.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private final TlsConfigurationRegistry tls;

    UpstreamClients(TlsConfigurationRegistry tls) {
        this.tls = tls;
    }

    @Produces
    @Singleton
    SecretsManagerApi secretsManager(
            TokenConfig config,
            @ConfigProperty(name = "aws.endpoint-url-secrets-manager") Optional<String> awsUrl,
            @ConfigProperty(name = "aws.region") Optional<String> region,
            @ConfigProperty(name = "aws.access-key-id") Optional<String> accessKeyId,
            @ConfigProperty(name = "aws.secret-access-key") Optional<String> secretAccessKey,
            @ConfigProperty(name = "aws.session-token") Optional<String> sessionToken) {
        String home = region.orElse("us-east-1");
        String url =
                config.secretsManagerUrl().or(() -> awsUrl).orElse("https://secretsmanager." + home + ".amazonaws.com");
        // Secrets Manager refuses a call without credentials, and the log says so.
        var signature = new SignatureV4(
                home, "secretsmanager", accessKeyId.orElse(""), secretAccessKey.orElse(""), sessionToken.orElse(""));
        return of(URI.create(url), SECRET_SECONDS)
                // There is one call in five minutes: a connection that is kept so long may be dead after a freeze.
                .httpClientOptionsCustomizer(options -> options.setKeepAlive(false))
                .register(signature)
                .build(SecretsManagerApi.class);
    }

    /** @param seconds after which a call ends, even if its caller has given it up before */
    public QuarkusRestClientBuilder of(URI url, int seconds) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(url)
                .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .readTimeout(seconds, TimeUnit.SECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true) // every status is an answer
                .userAgent("gigs-connect-gateway")
                .httpClientOptionsCustomizer(options -> options.setConnectTimeout(CONNECT_MILLIS))
                .httpClientRequestCustomizer(request -> OneAnswerCodec.readFrom(request.connection()));
        // The TLS configuration quarkus.tls.upstream names a private authority, where there is one.
        tls.get("upstream").ifPresent(builder::tlsConfiguration);
        return builder;
    }
}
