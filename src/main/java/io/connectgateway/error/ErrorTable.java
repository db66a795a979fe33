package io.connectgateway.error;

import com.fasterxml.jackson.databind.node.ArrayNode;
import io.connectgateway.body.InvalidBodyException;
import io.connectgateway.body.MalformedBodyException;
import io.connectgateway.caller.UnauthenticatedException;
import io.connectgateway.gigs.GigsException;
import io.connectgateway.gigs.GigsException.Kind;
import io.connectgateway.policy.PermissionDeniedException;
import io.connectgateway.token.TokenUnavailableException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.util.stream.Stream;

/** Every failure and its answer, a row each. No message names a class, a host or a value. */
enum ErrorTable {
    // The HTTP layer refuses the request.
    BAD_REQUEST(400, "malformed", "malformedBody", "The request is not one that this API takes."),
    NO_SUCH_PATH(404, "notFound", "notFound", "There is no such resource."),
    METHOD(405, "malformed", "methodNotAllowed", "This resource does not take this method."),
    TOO_LARGE(413, "malformed", "bodyTooLarge", "The body must have at most 32 KiB."),
    MEDIA_TYPE(415, "malformed", "unsupportedMediaType", "The Content-Type must be application/json."),
    // The request is not right, or the caller may not ask for it: the failure's own message says why.
    MALFORMED(MalformedBodyException.class, 400, "malformed", "malformedBody", null),
    INVALID(InvalidBodyException.class, 422, "invalid", "validationFailed", null),
    UNAUTHENTICATED(UnauthenticatedException.class, 401, "unauthenticated", "unauthenticated", null),
    DENIED(PermissionDeniedException.class, 403, "permissionDenied", null, null),
    // Gigs refuses the request.
    NO_SUCH_SESSION(Kind.NOT_FOUND, 404, "notFound", "notFound", "There is no such resource."),
    SLOW_DOWN(Kind.REFUSED, 429, "tooManyRequests", "tooManyRequests", "There have been too many requests; slow down."),
    // The gateway cannot serve the request.
    PROJECT(Kind.PROJECT_NOT_FOUND, 502, "gatewayMisconfigured", "Gigs does not know the gateway's project."),
    TOKEN(Kind.TOKEN_REFUSED, 502, "gatewayMisconfigured", "The gateway's own access to Gigs is refused."),
    UNAVAILABLE(Kind.UNAVAILABLE, 502, "gigsUnavailable", "Gigs is not available; try again later."),
    UNREACHABLE(Kind.UNREACHABLE, 502, "gigsUnreachable", "Gigs could not be reached; try again later."),
    BROKEN(Kind.BROKEN, 502, "gigsUnreachable", "Gigs could not be reached; try again later."),
    UNEXPECTED(Kind.UNEXPECTED_RESPONSE, 502, "gigsUnexpectedResponse", "Gigs answered in an unexpected way."),
    TIMEOUT(Kind.TIMED_OUT, 504, "gigsTimeout", "Gigs did not answer in time."),
    NO_TOKEN(
            TokenUnavailableException.class,
            503,
            "tokenUnavailable",
            "The gateway is not ready; try again in a moment."),
    BUG(500, "internal", "unknown", "Something went wrong in the gateway.");

    /** The class of the failure, or the kind of a failed call to Gigs. */
    private final Object failure;

    private final int status;
    private final String type;
    private final String code;
    private final String message;

    ErrorTable(Object failure, int status, String type, String code, String message) {
        this.failure = failure;
        this.status = status;
        this.type = type;
        this.code = code;
        this.message = message;
    }

    ErrorTable(int status, String type, String code, String message) {
        this(WebApplicationException.class, status, type, code, message);
    }

    ErrorTable(Object failure, int status, String code, String message) {
        this(failure, status, "internal", code, message);
    }

    static GigsError of(Throwable failure) {
        if (failure instanceof GigsException refused && refused.kind() == Kind.REFUSED) {
            return refused.status() == SLOW_DOWN.status
                    ? tooManyRequests(refused)
                    : GigsError.asGigs(
                            refused.status(), "gigsRefused", refused.error().orElseThrow());
        }
        ErrorTable row = rowOf(failure);
        GigsError error = row.error(failure);
        return switch (row) {
            case METHOD -> error.with(HttpHeaders.ALLOW, response(failure).getHeaderString(HttpHeaders.ALLOW));
            case UNAUTHENTICATED -> error.with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case NO_TOKEN -> error.with(HttpHeaders.RETRY_AFTER, "1");
            case INVALID -> withDetails(error, (InvalidBodyException) failure);
            default -> error;
        };
    }

    private static ErrorTable rowOf(Throwable failure) {
        boolean http = failure instanceof WebApplicationException;
        int status = http ? response(failure).getStatus() : 0;
        Object key = failure instanceof GigsException gigs ? gigs.kind() : failure.getClass();
        return Stream.of(values())
                .filter(row -> http
                        ? row.failure == WebApplicationException.class && row.status == status
                        : row.failure == key)
                .findFirst()
                .orElse(http && status < 500 ? BAD_REQUEST : BUG);
    }

    private static Response response(Throwable failure) {
        return ((WebApplicationException) failure).getResponse();
    }

    private GigsError error(Throwable failure) {
        return GigsError.of(
                status,
                type,
                failure instanceof PermissionDeniedException denied ? denied.code() : code,
                message == null ? failure.getMessage() : message);
    }

    private static GigsError tooManyRequests(GigsException refused) {
        return refused.error()
                .map(gigs ->
                        GigsError.asGigs(SLOW_DOWN.status, SLOW_DOWN.code, gigs).orCode(SLOW_DOWN.code))
                .orElseGet(() -> SLOW_DOWN.error(refused))
                .with(HttpHeaders.RETRY_AFTER, refused.retryAfter().orElse(null));
    }

    private static GigsError withDetails(GigsError error, InvalidBodyException failure) {
        ArrayNode details = error.body().putArray("details");
        failure.problems()
                .forEach(problem -> details.addObject()
                        .put("object", "propertyErrorDetail")
                        .put("code", problem.code())
                        .put("property", problem.property())
                        .put("message", problem.message()));
        return error;
    }
}
