package io.connectgateway.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.google.common.net.InetAddresses;
import io.connectgateway.token.ManualClock;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shop.RateLimit;

/** The rate limit of {@code examples/guest-tokens/java}. */
class RateLimitTest {
    private final ManualClock clock = new ManualClock();

    @Test
    void admitsSoManyAMinuteForEachAddress() {
        var limit = new RateLimit(2, 100, clock);

        assertEquals("yes yes no yes", admitted(limit, "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"));
        clock.advance(Duration.ofSeconds(59));
        assertEquals("no", admitted(limit, "192.0.2.1"));
        clock.advance(Duration.ofSeconds(1));
        assertEquals("yes", admitted(limit, "192.0.2.1"));
    }

    @Test
    void remembersNoMoreAddressesThanItIsToldAndNoLongerThanAMinute() {
        var limit = new RateLimit(9, 2, clock);

        assertEquals("yes yes no yes", admitted(limit, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1"));
        clock.advance(Duration.ofMinutes(1));
        assertEquals("yes", admitted(limit, "192.0.2.3"));
    }

    @Test
    void countsAnIpv6NetworkAsOneAddress() {
        var limit = new RateLimit(1, 100, clock);

        assertEquals(
                "yes no yes no",
                admitted(limit, "2001:db8:0:1:a:b:c:d", "2001:db8:0:1::d", "2001:db8::1", "2001:db8::2:0:0:1"));
    }

    private static String admitted(RateLimit limit, String... addresses) {
        return String.join(
                " ",
                Stream.of(addresses)
                        .map(address -> limit.test(InetAddresses.forString(address)) ? "yes" : "no")
                        .toList());
    }
}
