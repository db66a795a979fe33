package io.connectgateway.caller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The claims of the caller. The JWT authorizer writes each claim as a string, a list as {@code "[a b]"}. The context of
 * a Lambda authorizer arrives as the JSON that it returned. A value of the wrong kind counts as absent.
 */
record Claims(Map<String, ?> values) {

    /** The largest integer that a double holds exactly. A larger subject may have changed on its way here. */
    private static final long MAX_EXACT = (1L << 53) - 1;

    /** A text that is not blank, or an exact integer; never a fraction, a boolean, a list or an object. */
    Optional<String> text(String name) {
        Object value = values.get(name);
        boolean isText = value instanceof String text && !text.isBlank();
        return isText || isExact(value) ? Optional.of(value.toString()) : Optional.empty();
    }

    boolean isTrue(String name) {
        Object value = values.get(name);
        return Boolean.TRUE.equals(value) || "true".equals(value);
    }

    /** The words of a text, split only at spaces (RFC 6749, 3.3). Each text of a list is one word. */
    Stream<String> words(String name) {
        return words(name, text(name).orElse(""));
    }

    /** The words of a claim that the JWT authorizer may have written as {@code "[a b]"}. */
    Stream<String> list(String name) {
        String text = text(name).orElse("");
        boolean isList = text.startsWith("[") && text.endsWith("]");
        return words(name, isList ? text.substring(1, text.length() - 1) : text);
    }

    private Stream<String> words(String name, String text) {
        Stream<?> words = values.get(name) instanceof List<?> list ? list.stream() : Stream.of(text.split(" "));
        return words.filter(String.class::isInstance).map(String.class::cast).filter(word -> !word.isBlank());
    }

    private static boolean isExact(Object value) {
        return value instanceof Integer || value instanceof Long number && number >= -MAX_EXACT && number <= MAX_EXACT;
    }

    @Override
    public String toString() {
        return "Claims[…]";
    }
}
