package io.connectgateway.sandbox;

import io.quarkus.amazon.lambda.runtime.MockEventServer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps what libraries log at their start off the console: warnings and errors still show. */
public final class Quiet {
    // Held, because a logger that nobody holds forgets its level.
    private static final Logger EVENT_SERVER = Logger.getLogger(MockEventServer.class.getName());

    private Quiet() {}

    public static void logging() {
        System.setProperty("io.netty.noUnsafe", "true"); // newer JDKs warn of it
        Logger.getLogger("").setLevel(Level.WARNING);
        EVENT_SERVER.setLevel(Level.OFF); // its errors are answers that come after the time-out
    }
}
