package io.connectgateway.sandbox;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The part of a request that identifies the caller. Without it, API Gateway does not call the Lambda authorizer.
 *
 * @param expression in API Gateway's notation, {@code $request.header.Authorization}
 * @param name of the header or the query parameter
 */
record IdentitySource(String expression, boolean header, String name) {
    private static final Pattern EXPRESSION = Pattern.compile("\\$request\\.(header|querystring)\\.([\\w-]+)");

    static IdentitySource of(String expression) {
        Matcher parts = EXPRESSION.matcher(expression);
        if (!parts.matches()) {
            throw new IllegalArgumentException("sandbox.identity-source is " + expression
                    + ": give $request.header.NAME or $request.querystring.NAME, with commas between several.");
        }
        return new IdentitySource(expression, parts.group(1).equals("header"), parts.group(2));
    }

    /** The value in an event, or null. */
    String in(JsonObject event) {
        if (!header) {
            return event.getJsonObject("queryStringParameters", new JsonObject())
                    .getString(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        JsonArray cookies = event.getJsonArray("cookies");
        if (lower.equals("cookie") && cookies != null) {
            return cookies.stream().map(String.class::cast).collect(Collectors.joining("; "));
        }
        return event.getJsonObject("headers").getString(lower);
    }
}
