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
    BAD_REQUEST(400, "malformedBody", "The request is not one that this API takes."),
    NO_SUCH_PATH(404, "notFound", "There is no such resource."),
    METHOD(405, "methodNotAllowed", "This resource does not take this method."),
    TOO_LARGE(413, "bodyTooLarge", "The body must have at most 32 KiB."),
    MEDIA_TYPE(415, "unsupportedMediaType", "The Content-Type must be application/json."),
    // The request is not right, or the caller may not ask for it: the failure's own message says why.
    MALFORMED(MalformedBodyException.class, 400, "malformedBody", null),
    INVALID(InvalidBodyException.class, 422, "validationFailed", null),
    UNAUTHENTICATED(UnauthenticatedException.class, 401, "unauthenticated", null),
    DENIED(PermissionDeniedException.class, 403, null, null),
    // Gigs refuses the request.
    NO_SUCH_SESSION(Kind.NOT_FOUND, 404, "notFound", "There is no such resource."),
    REFUSED(Kind.REFUSED, 429, "tooManyRequests", "There have been too many requests; slow down."),
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
    BUG(500, "unknown", "Something went wrong in the gateway.");

    /** The class of the failure, the kind of a failed call to Gigs, or the status that the HTTP layer wants. */
    private final Object failure;

    private final int status;
    private final String code;
    private final String message;

    ErrorTable(Object failure, int status, String code, String message) {
        this.failure = failure;
        this.status = status;
        this.code = code;
        this.message = message;
    }

    ErrorTable(int status, String code, String message) {
        this(status, status, code, message);
    }

    static GigsError of(Throwable failure) {
        ErrorTable row = rowOf(failure);
        String code = failure instanceof PermissionDeniedException denied ? denied.code() : row.code;
        String message = row.message == null ? failure.getMessage() : row.message;
        GigsError error = GigsError.of(row.status, row.type(), code, message);
        return switch (row) {
            case METHOD -> error.with(HttpHeaders.ALLOW, response(failure).getHeaderString(HttpHeaders.ALLOW));
            case UNAUTHENTICATED -> error.with(HttpHeaders.WWW_AUTHENTICATE, "Bearer");
            case NO_TOKEN -> error.with(HttpHeaders.RETRY_AFTER, "1");
            case INVALID -> withDetails(error, (InvalidBodyException) failure);
            case REFUSED -> refused(error, (GigsException) failure);
            default -> error;
        };
    }

    private static ErrorTable rowOf(Throwable failure) {
        Object key = failure instanceof WebApplicationException
                ? (Object) response(failure).getStatus()
                : failure instanceof GigsException gigs ? gigs.kind() : failure.getClass();
        return Stream.of(values())
                .filter(row -> row.failure.equals(key))
                .findFirst()
                .orElse(key instanceof Integer status && status < 500 ? BAD_REQUEST : BUG);
    }

    private String type() {
        return switch (status) {
            case 401 -> "unauthenticated";
            case 403 -> "permissionDenied";
            case 404 -> "notFound";
            case 422 -> "invalid";
            case 429 -> "tooManyRequests";
            default -> status < 500 ? "malformed" : "internal";
        };
    }

    private static Response response(Throwable failure) {
        return ((WebApplicationException) failure).getResponse();
    }

    /** As Gigs, where it sent an error. Only a 429 may be without one. */
    private static GigsError refused(GigsError tooManyRequests, GigsException refused) {
        if (refused.status() != REFUSED.status) {
            return GigsError.asGigs(
                    refused.status(), "gigsRefused", refused.error().orElseThrow());
        }
        return refused.error()
                .map(gigs ->
                        GigsError.asGigs(REFUSED.status, REFUSED.code, gigs).orCode(REFUSED.code))
                .orElse(tooManyRequests)
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
