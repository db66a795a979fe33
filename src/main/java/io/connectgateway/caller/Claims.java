package io.connectgateway.caller;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The claims of the caller. The JWT authorizer writes each claim as a string, a list as {@code "[a b]"}; a Lambda
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

    /** The words of a text, split at spaces and at nothing else (RFC 6749, 3.3); each text of a list is one word. */
    Stream<String> words(String name) {
        return words(name, text(name).orElse(""));
    }

    /** The same of a claim that may be a list, which the JWT authorizer writes as {@code "[a b]"}. */
    Stream<String> list(String name) {
        String text = text(name).orElse("");
        boolean isList = text.length() > 1 && text.startsWith("[") && text.endsWith("]");
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
