package io.connectgateway.sandbox;

import java.security.SecureRandom;
import java.util.stream.Collectors;

/** Random ids and tokens in Gigs' alphabet. */
final class Ids {
    private static final String BASE62 = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private Ids() {}

    /** An id like those in Gigs' reference, {@code csn_0SNl…}, with 28 characters after the prefix. */
    static String of(String prefix) {
        return prefix + "_0SNl" + random(24);
    }

    static String random(int length) {
        return RANDOM.ints(length, 0, BASE62.length())
                .mapToObj(i -> BASE62.substring(i, i + 1))
                .collect(Collectors.joining());
    }
}
