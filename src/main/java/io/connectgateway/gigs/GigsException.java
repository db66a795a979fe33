package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLHandshakeException;

/** How a call to Gigs can fail. No message holds anything that Gigs sent. */
public abstract sealed class GigsException extends RuntimeException {

    private GigsException() {
        this(null);
    }

    private GigsException(String message) {
        super(message, null, false, false);
    }

    /** What a 4xx of Gigs means. Without an error object it is not Gigs that speaks, but something on the way. */
    static GigsException ofStatus(int status, Optional<ObjectNode> body, Optional<String> retryAfter) {
        Optional<ObjectNode> error = body.filter(object ->
                object.path("type").isTextual() && object.path("message").isTextual());
        return switch (status) {
            case 401 -> new TokenRefused();
            case 404 -> new NotFound();
            case 429 -> new TooManyRequests(error, retryAfter);
            default ->
                error.<GigsException>map(object -> new Refused(status, object))
                        .orElseGet(() -> new UnexpectedResponse("Gigs refused the request without an error object."));
        };
    }

    /** What it means that there was no answer. */
    static GigsException ofFailure(Throwable failure) {
        if (ResponseLimit.isBehind(failure)) {
            return new UnexpectedResponse("Gigs' answer is over 256 KiB.");
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return new TimedOut();
            } else if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof SSLHandshakeException) {
                return new Unreachable(false);
            } else if (cause instanceof IOException || cause instanceof VertxException) {
                return new Unreachable(true);
            }
        }
        return new UnexpectedResponse("Gigs' answer is not HTTP.");
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
    public static final class NotFound extends GigsException {}

    /** Gigs refuses the project's token, also after a refresh. */
    public static final class TokenRefused extends GigsException {}

    /** Gigs answered 5xx. */
    public static final class Unavailable extends GigsException {}

    /** Gigs answered what its reference does not know: no JSON, a redirect, over 256 KiB, a session {@code url} elsewhere. */
    public static final class UnexpectedResponse extends GigsException {
        UnexpectedResponse(String message) {
            super(message);
        }
    }

    /** No connection, or one that broke. */
    public static final class Unreachable extends GigsException {

        private final boolean mayHaveArrived;

        Unreachable(boolean mayHaveArrived) {
            this.mayHaveArrived = mayHaveArrived;
        }

        /** Whether the connection was open, so that Gigs may have the request. */
        boolean mayHaveArrived() {
            return mayHaveArrived;
        }
    }

    /** No complete answer in the time that was left. */
    public static final class TimedOut extends GigsException {}
}
