package io.connectgateway.log;

import com.amazonaws.services.lambda.runtime.Context;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;

/** How long the request that is being served may take. An environment of Lambda serves one request at a time. */
@ApplicationScoped
public class Deadline {

    /** Time to write an answer after the last call upstream has been given up. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** The function's timeout in template.yaml, for a request that comes without one. */
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(15);

    private volatile long end = System.nanoTime() + FUNCTION_TIMEOUT.toNanos();

    /** @param context null for the rehearsal of start-up, whose time is up at once: it must not reach Gigs */
    public void begin(Context context) {
        Duration time = Duration.ofMillis(context == null ? 0 : context.getRemainingTimeInMillis());
        end = System.nanoTime() + (time.isNegative() ? FUNCTION_TIMEOUT : time).toNanos();
    }

    /** How long the request may still wait for others; zero or less when its time is up. */
    public Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime()).minus(MARGIN);
    }
}
