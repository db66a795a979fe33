package io.connectgateway.sandbox;

import io.quarkus.amazon.lambda.runtime.MockEventServer;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Keeps the libraries' start-up messages off the console. Warnings and errors still appear. */
public final class Quiet {
    // A field, because the JVM collects a logger without a reference and its level is lost.
    private static final Logger EVENT_SERVER = Logger.getLogger(MockEventServer.class.getName());

    private Quiet() {}

    public static void logging() {
        System.setProperty("io.netty.noUnsafe", "true"); // avoids a warning of newer JDKs
        Logger.getLogger("").setLevel(Level.WARNING);
        EVENT_SERVER.setLevel(Level.OFF); // it reports answers after the timeout as errors
    }
}
