package io.connectgateway;

import io.quarkus.arc.Arc;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The function while it is frozen, as between two requests of Lambda. The network goes on without it. */
public final class Frozen {

    /** Something that happens meanwhile. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private Frozen() {}

    /** Freezes the function until the work is done. In the tests' own process only its event loop stands still. */
    public static void during(Work work) throws Exception {
        Optional<PackagedGateway> packaged = PackagedGateway.current();
        if (packaged.isPresent()) {
            packaged.get().freeze();
            work.run();
            packaged.get().thaw();
            return;
        }
        CountDownLatch stopped = new CountDownLatch(1);
        CompletableFuture<Void> thaw = new CompletableFuture<>();
        Vertx vertx = Arc.container().instance(Vertx.class).get();
        vertx.getOrCreateContext().runOnContext(nothing -> {
            stopped.countDown();
            thaw.join();
        });
        stopped.await();
        try {
            work.run();
        } finally {
            thaw.complete(null);
        }
    }
}
