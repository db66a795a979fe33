package io.connectgateway.gigs;

import io.connectgateway.token.OneAnswerCodec;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientResponseContext;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jboss.resteasy.reactive.client.impl.RestClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestContext;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientRequestFilter;
import org.jboss.resteasy.reactive.client.spi.ResteasyReactiveClientResponseFilter;

/**
 * Sees to it that a request leaves on a connection that is still there. Lambda freezes an environment between requests; what Gigs
 * closes meanwhile looks open to the pool after the thaw, and a POST that went out on it must not be repeated. So a connection that
 * has been idle for longer than {@link #IDLE_LIMIT} by the wall clock is closed, before the request, and a new one is opened.
 */
@Singleton
class FreshConnections implements ResteasyReactiveClientRequestFilter, ResteasyReactiveClientResponseFilter {

    /** Servers and load balancers keep an idle connection for a minute or more, NAT gateways for longer. */
    static final Duration IDLE_LIMIT = Duration.ofSeconds(55);

    private HttpClient http;
    private HttpConnection connection;
    private long lastUsed;

    /** The client of which the REST client uses the connections. */
    void openWith(HttpClient client) {
        http = client;
    }

    /** Only Gigs' TLS handshake is wanted, ahead of the first request: no request is sent. */
    Uni<Void> open(String url) {
        RequestOptions options = new RequestOptions().setMethod(HttpMethod.GET).setAbsoluteURI(url);
        return Uni.createFrom()
                .completionStage(() -> http.request(options).toCompletionStage())
                .invoke(request -> {
                    OneAnswerCodec.readFrom(request.connection());
                    keep(request.connection());
                    request.reset();
                })
                .replaceWithVoid()
                .onFailure()
                .recoverWithNull();
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext call, ClientResponseContext response) {
        HttpClientRequest sent = call.unwrap(RestClientRequestContext.class).getHttpClientRequest();
        if (sent != null) {
            keep(sent.connection());
        }
    }

    private synchronized void keep(HttpConnection used) {
        connection = used;
        lastUsed = System.currentTimeMillis();
    }

    /**
     * A close that came meanwhile, as while the environment was frozen, waits on the connection's event loop, which looks at the network
     * before it runs what was scheduled. So the request goes on as such a task, of the loop's next round: by then the pool has dropped
     * what Gigs, or {@link #IDLE_LIMIT}, closed.
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
