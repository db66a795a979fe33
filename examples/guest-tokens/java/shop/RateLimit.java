package shop;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Predicate;

/** Limits the tokens for an address in a minute, and the number of addresses in memory. Counts are for one process. */
public final class RateLimit implements Predicate<InetAddress> {
    private final int perMinute;
    private final int addresses;
    private final Clock clock;
    private final Map<ByteBuffer, Integer> counts = new HashMap<>();
    private long minute;

    public RateLimit(int perMinute, int addresses, Clock clock) {
        this.perMinute = perMinute;
        this.addresses = addresses;
        this.clock = clock;
    }

    @Override
    public synchronized boolean test(InetAddress address) {
        long current = clock.millis() / 60_000;
        if (current != minute) {
            counts.clear();
            minute = current;
        }
        ByteBuffer from = network(address);
        int count = counts.getOrDefault(from, 0) + 1;
        if (count > perMinute || count == 1 && counts.size() >= addresses) {
            return false;
        }
        counts.put(from, count);
        return true;
    }

    /** An IPv4 address, or the first half of an IPv6 address, because one household has all of the second half. */
    private static ByteBuffer network(InetAddress address) {
        byte[] bytes = address.getAddress();
        return ByteBuffer.wrap(bytes, 0, Math.min(bytes.length, 8));
    }
}
