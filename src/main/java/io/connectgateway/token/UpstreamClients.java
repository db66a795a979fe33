package io.connectgateway.token;

import io.quarkus.rest.client.reactive.QuarkusRestClientBuilder;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.inject.Singleton;
import java.net.URI;
import java.security.Security;
import java.util.concurrent.TimeUnit;

/** What the clients of Gigs and of Secrets Manager have in common. */
@Singleton
public class UpstreamClients {

    /** The TLS configuration (quarkus.tls.upstream) that names a private authority, where there is one. */
    private static final String TLS = "upstream";

    private static final int CONNECT_SECONDS = 1;

    static {
        // A name that could not be resolved is asked for again; the JDK would remember the failure for ten seconds.
        Security.setProperty("networkaddress.cache.negative.ttl", "0");
    }

    private final TlsConfigurationRegistry tls;

    UpstreamClients(TlsConfigurationRegistry tls) {
        this.tls = tls;
    }

    /**
     * A builder of the client of a service.
     *
     * @param seconds after which a call ends that its caller has given up
     */
    public QuarkusRestClientBuilder of(String url, int seconds) {
        QuarkusRestClientBuilder builder = QuarkusRestClientBuilder.newBuilder()
                .baseUri(URI.create(url))
                .connectTimeout(CONNECT_SECONDS, TimeUnit.SECONDS)
                .readTimeout(seconds, TimeUnit.SECONDS)
                .followRedirects(false)
                .disableDefaultMapper(true) // every status is an answer
                .userAgent("gigs-connect-gateway")
                .httpClientOptionsCustomizer(
                        options -> options.setConnectTimeout((int) TimeUnit.SECONDS.toMillis(CONNECT_SECONDS)))
                .httpClientRequestCustomizer(request -> OneAnswerCodec.readFrom(request.connection()));
        tls.get(TLS).ifPresent(builder::tlsConfiguration);
        return builder;
    }
}
