package io.connectgateway.error;

/** The body has more than 32 KiB, far more than any intent needs. */
final class BodyTooLargeException extends RuntimeException {
    BodyTooLargeException() {
        super(null, null, false, false);
    }
}
