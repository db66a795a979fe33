package io.connectgateway.policy;

/** The policy refuses what is asked. */
public final class PermissionDeniedException extends RuntimeException {

    private final String code;

    PermissionDeniedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** What is not allowed: {@code userNotAllowed}, {@code callbackUrlNotAllowed}, {@code intentNotAllowed} and the like. */
    public String code() {
        return code;
    }
}
