package io.connectgateway.gigs;

import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.client.ClientResponseContext;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
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
@ApplicationScoped
class FreshConnections implements ResteasyReactiveClientRequestFilter, ResteasyReactiveClientResponseFilter {

    /** Servers and load balancers keep an idle connection for a minute or more, NAT gateways for longer. */
    static final Duration IDLE_LIMIT = Duration.ofSeconds(55);

    /** The header, never sent, that marks the call of start-up for which a connection is to be opened. */
    static final String CONNECT_ONLY = "Connect-Only";

    private final CompletableFuture<Void> opened = new CompletableFuture<>();
    private HttpConnection connection;
    private long lastUsed;

    /** Completes when the start-up call has opened its connection, or has failed to. */
    CompletionStage<Void> opened() {
        return opened;
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext call) {
        RestClientRequestContext context = call.unwrap(RestClientRequestContext.class);
        if (call.getHeaders().containsKey(CONNECT_ONLY)) {
            open(context);
            call.abortWith(Response.noContent().build());
        } else {
            withoutClosedOnes(call);
        }
    }

    @Override
    public void filter(ResteasyReactiveClientRequestContext call, ClientResponseContext response) {
        HttpClientRequest sent = call.unwrap(RestClientRequestContext.class).getHttpClientRequest();
        if (sent != null) {
            keep(sent.connection());
        }
    }

    /** Only Gigs' TLS handshake is wanted, ahead of the first request: the request is never sent. */
    private void open(RestClientRequestContext context) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setAbsoluteURI(context.getUri().toString());
        context.getHttpClient().request(options).onComplete(request -> {
            if (request.succeeded()) {
                OneAnswerCodec.readFrom(request.result().connection());
                keep(request.result().connection());
                request.result().reset();
            }
            opened.complete(null);
        });
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
    private synchronized void withoutClosedOnes(ResteasyReactiveClientRequestContext call) {
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
