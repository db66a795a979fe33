package io.connectgateway.body;

/** A body that is not JSON, or has a JSON type in the wrong place. The message says where and never repeats a value. */
public final class MalformedBodyException extends RuntimeException {

    MalformedBodyException(String message) {
        super(message, null, false, false);
    }
}
