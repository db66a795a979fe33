package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Optional;
import java.util.function.Predicate;

/** A call to Gigs that failed. It has no message, so nothing that Gigs sent gets into a log. */
public final class GigsException extends RuntimeException {

    /** How a call can fail. */
    public enum Kind {
        /** Gigs refuses the request with a 4xx. */
        REFUSED,
        /** Gigs does not know what the path names. */
        NOT_FOUND,
        /** Gigs does not know the project itself. */
        PROJECT_NOT_FOUND,
        /** Gigs refuses the project's token. */
        TOKEN_REFUSED,
        /** Gigs answered 5xx. */
        UNAVAILABLE,
        /** Gigs answered what its reference does not know, or not about what was asked. */
        UNEXPECTED_RESPONSE,
        /** No connection could be opened. */
        UNREACHABLE,
        /** The connection broke, so that Gigs may have the request. */
        BROKEN,
        /** No complete answer in the time that was left. */
        TIMED_OUT
    }

    /** Why there was no answer: dns, refused, tls, reset, timeout or protocol; null if there was one, or no call. */
    final String upstreamFailure;

    private final Kind kind;
    private final int status;
    private final transient Optional<ObjectNode> error;
    private final transient Optional<String> retryAfter;

    GigsException(
            Kind kind, String upstreamFailure, int status, Optional<ObjectNode> error, Optional<String> retryAfter) {
        super(null, null, false, false);
        this.kind = kind;
        this.upstreamFailure = upstreamFailure;
        this.status = status;
        this.error = error;
        this.retryAfter = retryAfter;
    }

    GigsException(Kind kind, String upstreamFailure) {
        this(kind, upstreamFailure, 0, Optional.empty(), Optional.empty());
    }

    /** The same failure, known better. */
    GigsException as(Kind other) {
        return new GigsException(other, upstreamFailure, status, error, retryAfter);
    }

    static Predicate<Throwable> is(Kind kind) {
        return failure -> failure instanceof GigsException e && e.kind == kind;
    }

    public Kind kind() {
        return kind;
    }

    /** The status that Gigs answered; 0 if there was no answer. */
    public int status() {
        return status;
    }

    /** Gigs' own error object, if it sent one. A refusal has one, unless it is a 429. */
    public Optional<ObjectNode> error() {
        return error;
    }

    /** Gigs' {@code Retry-After}, if it sent one: seconds or an HTTP date. */
    public Optional<String> retryAfter() {
        return retryAfter;
    }
}
