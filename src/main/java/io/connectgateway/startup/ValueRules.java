package io.connectgateway.startup;

import io.connectgateway.url.Origin;
import java.time.Duration;
import java.time.format.DateTimeParseException;

/** What a single value of the configuration has to look like. */
final class ValueRules {

    private ValueRules() {}

    static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative() && !duration.isZero();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    static boolean isPathSegment(String text) {
        return text.matches("[A-Za-z0-9._~-]+") && !text.equals(".") && !text.equals("..");
    }

    static boolean isScope(String text) {
        return !text.isEmpty() && text.indexOf(' ') < 0;
    }

    static boolean isHttpUrl(String text) {
        return Origin.of(text).isPresent();
    }

    static boolean isOrigin(String text) {
        return isHttpUrl(text) && text.matches("[a-z]+://[^/?#]+");
    }

    static boolean isHost(String text) {
        return text.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");
    }

    static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) < 65_536;
    }

    /** A comma behind a backslash belongs to its entry. */
    static boolean hasEmptyEntry(String list) {
        return list.matches("(?s)(,.*|.*(?<!\\\\),(,.*)?)");
    }

    static boolean hasBlankEnds(String text) {
        return !text.isEmpty() && (isBlank(text.charAt(0)) || isBlank(text.charAt(text.length() - 1)));
    }

    private static boolean isBlank(char c) {
        return Character.isWhitespace(c) || Character.isSpaceChar(c) || Character.isISOControl(c) || c == '\ufeff';
    }
}
