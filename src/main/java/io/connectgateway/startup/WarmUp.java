package io.connectgateway.startup;

import io.connectgateway.gigs.Gigs;
import io.connectgateway.token.ProjectToken;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Lambda's init phase, before the first request: the token is fetched, a connection to Gigs opened beside it, and meanwhile a request
 * rehearsed. What fails here is left to the first request.
 */
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private static final Duration LIMIT = Duration.ofSeconds(3);

    void start(
            @Observes StartupEvent start,
            ProjectToken token,
            Gigs gigs,
            Rehearsal rehearsal,
            Vertx vertx,
            Config config) {
        CompletableFuture<?> upstream = Uni.join()
                .all(token.prefetch(), gigs.connect())
                .andCollectFailures()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage();
        try {
            openHttpServer(vertx, config.unwrap(SmallRyeConfig.class));
            rehearsal.perform();
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The rehearsal failed: %s", e.getClass().getName());
        }
        upstream.join();
    }

    /**
     * Quarkus opens its in-memory HTTP server only after this event, too late for a rehearsal; it then finds it open. The recorder is
     * the one way in; what is null belongs to routes and to sockets, which this server has not.
     */
    private static void openHttpServer(Vertx vertx, SmallRyeConfig config) throws IOException {
        var http = new RuntimeValue<>(config.getConfigMapping(VertxHttpConfig.class));
        new VertxHttpRecorder(null, null, http, null, null, null)
                .startServer(
                        () -> vertx,
                        new ClosedByQuarkus(),
                        LaunchMode.current(),
                        true,
                        false,
                        null,
                        List.of(),
                        false,
                        true);
    }

    /** Quarkus closes the server that it finds open. */
    private static final class ClosedByQuarkus implements ShutdownContext {

        @Override
        public void addShutdownTask(Runnable task) {}

        @Override
        public void addLastShutdownTask(Runnable task) {}
    }
}
