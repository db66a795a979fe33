package io.connectgateway.error;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.connectgateway.body.InvalidBodyException;
import io.connectgateway.body.MalformedBodyException;
import io.connectgateway.caller.UnauthenticatedException;
import io.connectgateway.gigs.GigsException;
import io.connectgateway.policy.PermissionDeniedException;
import io.connectgateway.token.TokenUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.Map;
import java.util.function.Function;

/**
 * Every failure and its answer, a row each: status, type, code and message of the error object that the caller gets. No message
 * names a class, a host or a value.
 */
final class ErrorTable {

    private static final Map<Class<?>, Function<Throwable, GigsError>> ROWS = Map.ofEntries(
            // The request is not right.
            row(MalformedBodyException.class, e -> error(400, "malformed", "malformedBody", e.getMessage())),
            row(
                    InvalidBodyException.class,
                    e -> withDetails(e, error(422, "invalid", "validationFailed", e.getMessage()))),
            row(WebApplicationException.class, ErrorTable::ofHttp),
            // The caller may not ask for this.
            row(
                    UnauthenticatedException.class,
                    e -> error(401, "unauthenticated", "unauthenticated", e.getMessage())
                            .with(HttpHeaders.WWW_AUTHENTICATE, "Bearer")),
            row(PermissionDeniedException.class, e -> error(403, "permissionDenied", e.code(), e.getMessage())),
            // Gigs refuses the request.
            row(GigsException.NotFound.class, e -> ofStatus(404)),
            row(GigsException.Refused.class, e -> GigsError.asGigs(e.status(), "gigsRefused", e.error())),
            row(GigsException.TooManyRequests.class, ErrorTable::tooManyRequests),
            // The gateway cannot serve the request.
            row(
                    GigsException.ProjectNotFound.class,
                    e -> error(502, "internal", "gatewayMisconfigured", "Gigs does not know the gateway's project.")),
            row(
                    GigsException.TokenRefused.class,
                    e -> error(
                            502, "internal", "gatewayMisconfigured", "The gateway's own access to Gigs is refused.")),
            row(
                    GigsException.Unavailable.class,
                    e -> error(502, "internal", "gigsUnavailable", "Gigs is not available; try again later.")),
            row(
                    GigsException.UnexpectedResponse.class,
                    e -> error(502, "internal", "gigsUnexpectedResponse", "Gigs answered in an unexpected way.")),
            row(
                    GigsException.Unreachable.class,
                    e -> error(502, "internal", "gigsUnreachable", "Gigs could not be reached; try again later.")),
            row(
                    GigsException.TimedOut.class,
                    e -> error(504, "internal", "gigsTimeout", "Gigs did not answer in time.")),
            row(
                    TokenUnavailableException.class,
                    e -> error(503, "internal", "tokenUnavailable", "The gateway is not ready; try again in a moment.")
                            .with(HttpHeaders.RETRY_AFTER, "1")),
            row(Throwable.class, e -> ofStatus(500)));

    private ErrorTable() {}

    /** The answer to a failure: that of its own row, or of the nearest class above it that has one. */
    static GigsError of(Throwable failure) {
        Class<?> type = failure.getClass();
        while (!ROWS.containsKey(type)) {
            type = type.getSuperclass();
        }
        return ROWS.get(type).apply(failure);
    }

    /** What the HTTP layer refuses, a row a status. */
    private static GigsError ofStatus(int status) {
        return switch (status) {
            case 404 -> error(404, "notFound", "notFound", "There is no such resource.");
            case 405 -> error(405, "malformed", "methodNotAllowed", "This resource does not take this method.");
            case 413 -> error(413, "malformed", "bodyTooLarge", "The body must have at most 32 KiB.");
            case 415 -> error(415, "malformed", "unsupportedMediaType", "The Content-Type must be application/json.");
            default ->
                status < 500
                        ? error(400, "malformed", "malformedBody", "The request is not one that this API takes.")
                        : error(500, "internal", "unknown", "Something went wrong in the gateway.");
        };
    }

    private static GigsError ofHttp(WebApplicationException failure) {
        GigsError error = ofStatus(failure.getResponse().getStatus());
        String allow = failure.getResponse().getHeaderString(HttpHeaders.ALLOW);
        return allow == null ? error : error.with(HttpHeaders.ALLOW, allow);
    }

    private static GigsError tooManyRequests(GigsException.TooManyRequests failure) {
        GigsError error = failure.error()
                .map(gigs -> GigsError.asGigs(429, "tooManyRequests", gigs).orCode("tooManyRequests"))
                .orElseGet(() -> error(
                        429, "tooManyRequests", "tooManyRequests", "There have been too many requests; slow down."));
        return failure.retryAfter()
                .map(time -> error.with(HttpHeaders.RETRY_AFTER, time))
                .orElse(error);
    }

    private static GigsError withDetails(InvalidBodyException failure, GigsError error) {
        ArrayNode details = error.body().putArray("details");
        failure.problems()
                .forEach(problem -> details.addObject()
                        .put("object", "propertyErrorDetail")
                        .put("code", problem.code())
                        .put("property", problem.property())
                        .put("message", problem.message()));
        return error;
    }

    private static GigsError error(int status, String type, String code, String message) {
        return GigsError.of(status, type, code, message);
    }

    private static <F extends Throwable> Map.Entry<Class<?>, Function<Throwable, GigsError>> row(
            Class<F> failure, Function<F, GigsError> answer) {
        return Map.entry(failure, thrown -> answer.apply(failure.cast(thrown)));
    }
}
