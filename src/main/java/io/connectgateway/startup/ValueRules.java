package io.connectgateway.startup;

import io.connectgateway.gigs.WebOrigin;
import io.connectgateway.token.TokenConfig;
import java.time.Duration;

/** What a single value of the configuration has to look like. */
final class ValueRules {

    private ValueRules() {}

    static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    static boolean isDuration(String text) {
        Duration duration = new TokenConfig.IsoDuration().convert(text);
        return !duration.isNegative() && !duration.isZero();
    }

    static boolean isPathSegment(String text) {
        return text.matches("[A-Za-z0-9._~-]+") && !text.equals(".") && !text.equals("..");
    }

    static boolean isHttpUrl(String text) {
        return WebOrigin.of(text).isPresent();
    }

    static boolean isOrigin(String text) {
        return isHttpUrl(text) && text.matches("[a-z]+://[^/?#@]+");
    }

    static boolean isHost(String text) {
        return text.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");
    }

    static boolean isPort(String text) {
        return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) < 65_536;
    }
}
