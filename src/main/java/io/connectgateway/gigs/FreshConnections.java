package io.connectgateway.gigs;

import io.connectgateway.token.OneAnswerCodec;
import io.connectgateway.token.UpstreamClients;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.UriBuilder;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;

/**
 * The client of Gigs, which sends a request only on a connection that is still open. Lambda freezes an environment
 * between requests, and a connection that Gigs closes meanwhile looks open after the thaw. A POST that was sent on it
 * must not be repeated. So a connection that was idle for longer than the limit is closed before the request.
 */
@Singleton
class FreshConnections implements ResteasyReactiveClientRequestFilter {

    /** Servers and load balancers keep an idle connection for a minute or more, NAT gateways for longer. */
    private static final Duration IDLE_LIMIT = Duration.ofSeconds(55);

    private static final int CALL_SECONDS = 6;

    private HttpClient http;
    private HttpConnection connection;
    private long lastUsed;

    /** The HTTP client below is kept, so that start-up can open a connection on it without a call. */
    @Produces
    @Singleton
    GigsApi client(UpstreamClients clients, GigsConfig config, Vertx vertx) {
        URI project = UriBuilder.fromUri(config.url().orElseThrow())
                .path("projects")
                .path(config.project().orElseThrow())
                .build();
        return clients.of(project, CALL_SECONDS)
                .httpClientOptionsCustomizer(options ->
                        http = vertx.createHttpClient(options.setShared(true).setName("gigs")))
                .httpClientRequestCustomizer(this::keep)
                .register(this)
                .build(GigsApi.class);
    }

    /** Makes the TLS handshake with Gigs ahead of the first request. No request is sent. */
    Uni<Void> open(String url) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
        return Uni.createFrom()
                .completionStage(() -> http.request(options).toCompletionStage())
                .invoke(request -> {
                    OneAnswerCodec.readFrom(request.connection());
                    keep(request);
                    request.reset();
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    private synchronized void keep(HttpClientRequest request) {
        connection = request.connection();
        lastUsed = System.currentTimeMillis();
    }

    /**
     * Lets the event loop see a close that came meanwhile. The loop reads from the network before it runs a scheduled
     * task, so the request goes on as such a task: by then the pool has dropped the connection that was closed.
     */
    @Override
    public synchronized void filter(ResteasyReactiveClientRequestContext call) {
        if (connection instanceof ConnectionBase open) {
            if (System.currentTimeMillis() - lastUsed > IDLE_LIMIT.toMillis()) {
                connection.close();
                connection = null;
            }
            call.suspend();
            open.channel().eventLoop().schedule((Runnable) call::resume, 0, TimeUnit.NANOSECONDS);
        }
    }
}
