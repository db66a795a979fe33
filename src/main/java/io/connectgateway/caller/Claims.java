package io.connectgateway.caller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What an authorizer says of the caller. The JWT authorizer writes each claim as a string, a list as {@code "[a b]"}; a Lambda
 * authorizer's context arrives as the JSON that it returned. A value of another kind than asked for counts as absent.
 */
record Claims(Map<String, ?> values) {

    /** Beyond it a double skips integers, so that on its way here one subject could have become another. */
    private static final long MAX_EXACT = (1L << 53) - 1;

    /** A text that is not blank, or an integer with all its digits; never a fraction, a boolean, a list or an object. */
    Optional<String> text(String name) {
        Object value = values.get(name);
        boolean isText = value instanceof String text && !text.isBlank();
        return isText || isExact(value) ? Optional.of(value.toString()) : Optional.empty();
    }

    boolean isTrue(String name) {
        Object value = values.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** The texts of a list; one text is a list as {@code "a b"} (RFC 8693), as {@code "[a b]"}, or with commas. */
    Stream<String> words(String name) {
        Object value = values.get(name);
        Stream<?> words = value instanceof List<?> list
                ? list.stream()
                : Stream.of(split(text(name).orElse("")));
        return words.filter(String.class::isInstance).map(String.class::cast).filter(word -> !word.isBlank());
    }

    private static boolean isExact(Object value) {
        return value instanceof Integer || value instanceof Long number && number >= -MAX_EXACT && number <= MAX_EXACT;
    }

    private static String[] split(String list) {
        String bare = list.startsWith("[") && list.endsWith("]") ? list.substring(1, list.length() - 1) : list;
        return bare.split("[ ,]+");
    }

    @Override
    public String toString() {
        return "Claims[…]";
    }
}
