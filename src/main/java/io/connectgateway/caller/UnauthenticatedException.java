package io.connectgateway.caller;

/** The event carries no verified caller. */
public final class UnauthenticatedException extends RuntimeException {

    UnauthenticatedException(String message) {
        super(message, null, false, false);
    }
}
