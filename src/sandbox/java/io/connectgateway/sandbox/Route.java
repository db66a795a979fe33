package io.connectgateway.sandbox;

import io.vertx.core.http.HttpMethod;

/**
 * A route of the HTTP API to the function.
 *
 * @param path in API Gateway's notation, {@code /connectSessions/{id}}
 * @param open true for a route without an authorizer
 */
record Route(HttpMethod method, String path, boolean open) {
    static Route authorized(HttpMethod method, String path) {
        return new Route(method, path, false);
    }

    static Route open(HttpMethod method, String path) {
        return new Route(method, path, true);
    }

    /** The event's {@code routeKey}. */
    String key() {
        return method + " " + path;
    }

    /** The path in Vert.x's notation. */
    String pattern() {
        return path.replaceAll("\\{(\\w+)}", ":$1");
    }
}
