package io.connectgateway.log;

import com.amazonaws.services.lambda.runtime.Context;
import io.connectgateway.PackagedGateway;
import io.quarkus.test.junit.QuarkusMock;
import java.time.Duration;
import java.util.Optional;

/** A deadline that leaves little time, so that a test of a timeout does not take long. */
public final class ShortDeadline extends Deadline {

    /** How long a request may wait for Gigs and Secrets Manager. */
    private static final Duration LEFT = Duration.ofMillis(1200);

    /** The part of its deadline that a request leaves unused. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    private volatile long end;

    /** For the rest of the test. */
    public static void install() {
        Optional<PackagedGateway> packaged = PackagedGateway.current();
        if (packaged.isPresent()) {
            packaged.get().timeout(LEFT.plus(MARGIN));
        } else {
            QuarkusMock.installMockForType(new ShortDeadline(), Deadline.class);
        }
    }

    @Override
    public void begin(Context context) {
        end = System.nanoTime() + LEFT.toNanos();
    }

    @Override
    public Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
