package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a call to Gigs can fail. No message holds anything that Gigs sent. */
public abstract sealed class GigsException extends RuntimeException {

    private final String upstreamFailure;

    private GigsException() {
        this(null, null);
    }

    private GigsException(String message, String upstreamFailure) {
        super(message, null, false, false);
        this.upstreamFailure = upstreamFailure;
    }

    /** Why there was no answer: dns, refused, tls, reset, timeout or protocol; empty if there was one, or no call. */
    Optional<String> upstreamFailure() {
        return Optional.ofNullable(upstreamFailure);
    }

    /** Gigs refuses the request, and says why in its own error object. */
    public static final class Refused extends GigsException {

        private final int status;
        private final transient ObjectNode error;

        Refused(int status, ObjectNode error) {
            this.status = status;
            this.error = error;
        }

        /** Gigs' status, a 4xx. */
        public int status() {
            return status;
        }

        /** Gigs' error object. */
        public ObjectNode error() {
            return error;
        }
    }

    /** Gigs asks to slow down. */
    public static final class TooManyRequests extends GigsException {

        private final transient Optional<ObjectNode> error;
        private final transient Optional<String> retryAfter;

        TooManyRequests(Optional<ObjectNode> error, Optional<String> retryAfter) {
            this.error = error;
            this.retryAfter = retryAfter;
        }

        /** Gigs' error object, if it sent one. */
        public Optional<ObjectNode> error() {
            return error;
        }

        /** Gigs' {@code Retry-After}, if it sent one: seconds or an HTTP date. */
        public Optional<String> retryAfter() {
            return retryAfter;
        }
    }

    /** Gigs does not know what the path names. */
    public static final class NotFound extends GigsException {

        private static final Set<String> OF_THE_PATH = Set.of("notfound", "resourcenotfound");

        private final transient Optional<ObjectNode> error;

        NotFound(Optional<ObjectNode> error) {
            this.error = error;
        }

        /** Gigs' refusal of a request of which the path is fine, if the error's code names anything but the project. */
        Optional<GigsException> ofSomethingInTheBody() {
            return error.filter(object -> namesSomethingElse(object.path("code")))
                    .map(object -> new Refused(404, object));
        }

        private static boolean namesSomethingElse(JsonNode code) {
            String lowerCase = code.isTextual() ? code.textValue().toLowerCase(Locale.ROOT) : "";
            return !lowerCase.isBlank() && !OF_THE_PATH.contains(lowerCase) && !lowerCase.contains("project");
        }
    }

    /** Gigs does not know the project itself. */
    public static final class ProjectNotFound extends GigsException {}

    /** Gigs refuses the project's token: 401 also after a refresh, or 403. */
    public static final class TokenRefused extends GigsException {}

    /** Gigs answered 5xx. */
    public static final class Unavailable extends GigsException {}

    /** Gigs answered what its reference does not know: no JSON, a redirect, over 256 KiB, a session for another user or with a {@code url} elsewhere. */
    public static final class UnexpectedResponse extends GigsException {
        UnexpectedResponse(String message) {
            this(message, null);
        }

        UnexpectedResponse(String message, String upstreamFailure) {
            super(message, upstreamFailure);
        }
    }

    /** No connection, or one that broke. */
    public static final class Unreachable extends GigsException {

        private final boolean mayHaveArrived;

        Unreachable(String upstreamFailure, boolean mayHaveArrived) {
            super(null, upstreamFailure);
            this.mayHaveArrived = mayHaveArrived;
        }

        /** Whether the connection was open, so that Gigs may have the request. */
        boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }

    /** No complete answer in the time that was left. */
    public static final class TimedOut extends GigsException {
        TimedOut(String upstreamFailure) {
            super(null, upstreamFailure);
        }
    }
}
