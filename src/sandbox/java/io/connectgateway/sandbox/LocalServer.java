package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;

/** An HTTP server that only this machine can reach. */
public record LocalServer(HttpServer server, String url) implements AutoCloseable {
    /** On a free port. */
    static LocalServer start(Vertx vertx, Handler<HttpServerRequest> handler) {
        return start(vertx, new HttpServerOptions(), 0, handler);
    }

    /** @param port 0 for a free port */
    public static LocalServer start(
            Vertx vertx, HttpServerOptions options, int port, Handler<HttpServerRequest> handler) {
        HttpServer server =
                await(vertx.createHttpServer(options).requestHandler(handler).listen(port, "localhost"));
        String scheme = options.isSsl() ? "https" : "http";
        return new LocalServer(server, scheme + "://localhost:" + server.actualPort());
    }

    /** Waits for a result of Vert.x. */
    public static <T> T await(Future<T> future) {
        return future.toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public void close() {
        await(server.close());
    }
}
