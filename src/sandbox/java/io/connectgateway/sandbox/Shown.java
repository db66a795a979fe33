package io.connectgateway.sandbox;

import java.util.List;
import java.util.stream.Collectors;

/** A value of a token for the console: short, printable, and never an email address. */
final class Shown {
    private static final int LENGTH = 96;

    private Shown() {}

    static String of(Object value) {
        String text = String.valueOf(value);
        if (text.contains("@")) {
            return "(not shown: it has an @)";
        }
        String printable = text.replaceAll("[^ -~]", "?");
        return printable.length() > LENGTH ? printable.substring(0, LENGTH) + "…" : printable;
    }

    static String list(List<String> values) {
        return values.stream().map(Shown::of).collect(Collectors.joining(", ", "[", "]"));
    }
}
