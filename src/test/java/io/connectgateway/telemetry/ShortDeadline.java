package io.connectgateway.telemetry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.quarkus.test.junit.QuarkusMock;
import java.time.Duration;

/** An invocation that leaves little time, so that a test of a timeout does not take long. */
public final class ShortDeadline extends Invocation {

    /** How long a request may wait for others. */
    public static final Duration LEFT = Duration.ofMillis(800);

    private long end;

    /** For the rest of the test. */
    public static void install() {
        QuarkusMock.installMockForType(new ShortDeadline(), Invocation.class);
    }

    @Override
    synchronized void begin(APIGatewayV2HTTPEvent event, Context context) {
        super.begin(event, context);
        end = System.nanoTime() + LEFT.toNanos();
    }

    @Override
    public synchronized Duration remaining() {
        return Duration.ofNanos(end - System.nanoTime());
    }
}
