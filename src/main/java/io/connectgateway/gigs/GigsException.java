package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** How a call to Gigs can fail. No message holds anything that Gigs sent. */
public abstract sealed class GigsException extends RuntimeException {

    /** Why there was no answer: dns, refused, tls, reset, timeout or protocol; null if there was one, or no call. */
    final String upstreamFailure;

    private GigsException() {
        this(null, null);
    }

    private GigsException(String message, String upstreamFailure) {
        super(message, null, false, false);
        this.upstreamFailure = upstreamFailure;
    }

    /** Gigs refuses the request with a 4xx. */
    public static final class Refused extends GigsException {

        private final int status;
        private final transient Optional<ObjectNode> error;
        private final transient Optional<String> retryAfter;

        Refused(int status, Optional<ObjectNode> error, Optional<String> retryAfter) {
            this.status = status;
            this.error = error;
            this.retryAfter = retryAfter;
        }

        public int status() {
            return status;
        }

        /** Gigs' own error object; only a 429 may be without one. */
        public Optional<ObjectNode> error() {
            return error;
        }

        /** Gigs' {@code Retry-After}, if it sent one with a 429: seconds or an HTTP date. */
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

        /** Gigs' refusal of what the body names, if the error's code names anything but the project. */
        Optional<GigsException> ofSomethingInTheBody() {
            return error.filter(object -> namesSomethingElse(object.path("code")))
                    .map(object -> new Refused(404, error, Optional.empty()));
        }

        private static boolean namesSomethingElse(JsonNode code) {
            String lowerCase = code.isTextual() ? code.textValue().toLowerCase(Locale.ROOT) : "";
            return !lowerCase.isBlank() && !OF_THE_PATH.contains(lowerCase) && !lowerCase.contains("project");
        }
    }

    /** Gigs does not know the project itself. */
    public static final class ProjectNotFound extends GigsException {}

    /** Gigs refuses the project's token. */
    public static final class TokenRefused extends GigsException {

        /** The status was 401, not 403: Gigs may take a newer token. */
        final boolean mayBeOld;

        TokenRefused(boolean mayBeOld) {
            this.mayBeOld = mayBeOld;
        }
    }

    /** Gigs answered 5xx. */
    public static final class Unavailable extends GigsException {

        /** Another try may be answered at once. */
        final boolean passing;

        Unavailable(int status) {
            passing = status >= 502 && status <= 504;
        }
    }

    /** Gigs answered what its reference does not know, or not about what was asked. */
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

        /** The connection was open, so that Gigs may have the request. */
        final boolean mayHaveArrived;

        Unreachable(String upstreamFailure, boolean mayHaveArrived) {
            super(null, upstreamFailure);
            this.mayHaveArrived = mayHaveArrived;
        }
    }

    /** No complete answer in the time that was left. */
    public static final class TimedOut extends GigsException {
        TimedOut(String upstreamFailure) {
            super(null, upstreamFailure);
        }
    }
}
