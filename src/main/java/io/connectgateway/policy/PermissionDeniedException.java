package io.connectgateway.policy;

/** The policy refuses what is asked. */
public final class PermissionDeniedException extends RuntimeException {

    private final String code;

    PermissionDeniedException(String code, String message) {
        super(message, null, false, false);
        this.code = code;
    }

    /** {@code userNotAllowed}, {@code callbackUrlNotAllowed}, {@code intentNotAllowed}, {@code planNotAllowed} or {@code addonNotAllowed}. */
    public String code() {
        return code;
    }
}
