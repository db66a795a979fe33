package io.connectgateway.error;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.caller.UnauthenticatedException;
import io.connectgateway.gigs.GigsException;
import io.connectgateway.policy.NotAllowedException;
import io.connectgateway.secret.TokenUnavailableException;
import io.connectgateway.session.InvalidBodyException;
import io.connectgateway.session.MalformedBodyException;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;

/** Every failure, as the one error object that its caller gets. No message names a class, a host or a value. */
final class ErrorTable {

    private static final List<String> AS_GIGS = List.of("type", "code", "message", "hint", "documentation", "details");

    private ErrorTable() {}

    static GigsError of(Throwable failure) {
        if (failure instanceof MalformedBodyException e) {
            return GigsError.of(400, "malformed", "malformedBody", e.getMessage());
        } else if (failure instanceof InvalidBodyException e) {
            return invalid(e);
        } else if (failure instanceof UnauthenticatedException e) {
            return GigsError.of(401, "unauthenticated", "unauthenticated", e.getMessage());
        } else if (failure instanceof NotAllowedException e) {
            return GigsError.of(403, "permissionDenied", e.code(), e.getMessage());
        } else if (failure instanceof NotFoundException || failure instanceof GigsException.NotFound) {
            return GigsError.of(404, "notFound", "notFound", "There is no such resource.");
        } else if (failure instanceof jakarta.ws.rs.NotAllowedException e) {
            return GigsError.of(405, "malformed", "methodNotAllowed", "This resource does not take this method.")
                    .with("Allow", e.getResponse().getHeaderString("Allow"));
        } else if (failure instanceof NotSupportedException) {
            return GigsError.of(415, "malformed", "unsupportedMediaType", "The Content-Type must be application/json.");
        } else if (failure instanceof BodyTooLargeException) {
            return GigsError.of(413, "malformed", "bodyTooLarge", "The body must have at most 32 KiB.");
        } else if (failure instanceof TokenUnavailableException) {
            return GigsError.of(503, "internal", "tokenUnavailable", "The gateway is not ready; try again in a moment.")
                    .with("Retry-After", "1");
        } else if (failure instanceof GigsException e) {
            return ofGigs(e);
        } else if (failure instanceof WebApplicationException e
                && e.getResponse().getStatus() < 500) {
            return GigsError.of(400, "malformed", "malformedBody", "The request is not one that this API takes.");
        }
        return GigsError.of(500, "internal", "unknown", "Something went wrong in the gateway.");
    }

    private static GigsError ofGigs(GigsException failure) {
        if (failure instanceof GigsException.Refused e) {
            return asGigs(e.status(), e.error());
        } else if (failure instanceof GigsException.TooManyRequests e) {
            GigsError error = e.error()
                    .map(body -> asGigs(429, body))
                    .orElseGet(() -> GigsError.of(
                            429,
                            "tooManyRequests",
                            "tooManyRequests",
                            "There have been too many requests; slow down."));
            return e.retryAfter()
                    .map(seconds -> error.with("Retry-After", seconds))
                    .orElse(error);
        } else if (failure instanceof GigsException.TokenRefused) {
            return GigsError.of(
                    502, "internal", "gatewayMisconfigured", "The gateway's own access to Gigs is refused.");
        } else if (failure instanceof GigsException.Unavailable) {
            return GigsError.of(502, "internal", "gigsUnavailable", "Gigs is not available; try again later.");
        } else if (failure instanceof GigsException.UnexpectedResponse) {
            return GigsError.of(502, "internal", "gigsUnexpectedResponse", "Gigs answered in an unexpected way.");
        } else if (failure instanceof GigsException.TimedOut) {
            return GigsError.of(504, "internal", "gigsTimeout", "Gigs did not answer in time.");
        }
        return GigsError.of(502, "internal", "gigsUnreachable", "Gigs could not be reached; try again later.");
    }

    /** The failure behind a status that the HTTP layer answers by itself. */
    static RuntimeException byStatus(int status) {
        return switch (status) {
            case 404 -> new NotFoundException();
            case 413 -> new BodyTooLargeException();
            case 415 -> new NotSupportedException();
            default -> status < 500 ? new BadRequestException() : new IllegalStateException("HTTP layer");
        };
    }

    private static GigsError invalid(InvalidBodyException failure) {
        GigsError error = GigsError.of(422, "invalid", "validationFailed", failure.getMessage());
        ArrayNode details = error.body().putArray("details");
        failure.problems()
                .forEach(problem -> details.addObject()
                        .put("object", "propertyErrorDetail")
                        .put("code", problem.code())
                        .put("property", problem.property())
                        .put("message", problem.message()));
        return error;
    }

    /** Gigs' own error, with nothing in it that its reference does not know. */
    private static GigsError asGigs(int status, ObjectNode gigs) {
        GigsError error = GigsError.of(status, "", "", "");
        for (String field : AS_GIGS) {
            JsonNode value = gigs.get(field);
            if (value == null || value.isNull()) {
                error.body().remove(field);
            } else {
                error.body().set(field, value);
            }
        }
        return error;
    }
}
