package io.connectgateway.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import shop.RateLimit;

/** The rate limit of {@code examples/guest-tokens/java}. */
class RateLimitTest {
    private Instant now = Instant.EPOCH;
    private final Clock clock = new Clock() {
        @Override
        public ZoneOffset getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(java.time.ZoneId zone) {
            return this;
        }

        @Override
        public Instant instant() {
            return now;
        }
    };

    @Test
    void admitsSoManyAMinuteForEachAddress() {
        var limit = new RateLimit(2, 100, clock);

        assertEquals("yes yes no yes", admitted(limit, "192.0.2.1", "192.0.2.1", "192.0.2.1", "192.0.2.2"));
        now = now.plus(Duration.ofSeconds(59));
        assertEquals("no", admitted(limit, "192.0.2.1"));
        now = now.plus(Duration.ofSeconds(1));
        assertEquals("yes", admitted(limit, "192.0.2.1"));
    }

    @Test
    void remembersNoMoreAddressesThanItIsToldAndNoLongerThanAMinute() {
        var limit = new RateLimit(9, 2, clock);

        assertEquals("yes yes no yes", admitted(limit, "192.0.2.1", "192.0.2.2", "192.0.2.3", "192.0.2.1"));
        now = now.plus(Duration.ofMinutes(1));
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
                        .map(address -> limit.test(literal(address)) ? "yes" : "no")
                        .toList());
    }

    private static InetAddress literal(String address) {
        try {
            return InetAddress.getByName(address);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
