package io.connectgateway;

import io.quarkus.arc.Arc;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;

/** The function while it is frozen, as Lambda does between two requests: the network goes on, and the function sees nothing of it. */
public final class Frozen {

    /** Something that happens meanwhile. */
    @FunctionalInterface
    public interface Work {
        void run() throws Exception;
    }

    private Frozen() {}

    /** Freezes the function, and lets it go on when the work is done. In the tests' own process its event loop stands still instead. */
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
