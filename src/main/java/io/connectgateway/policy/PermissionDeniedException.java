package io.connectgateway.policy;

/** The policy refuses what is asked. */
public final class PermissionDeniedException extends RuntimeException {

    private final String code;

    PermissionDeniedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** The code of the error object, as in {@code userNotAllowed}. */
    public String code() {
        return code;
    }
}
