package io.connectgateway.token;

/** There is no token to be had; it may be there in a moment. */
public final class TokenUnavailableException extends RuntimeException {

    /** Another try may bring one. */
    final boolean mayPass;

    TokenUnavailableException(String reason, boolean mayPass) {
        super(reason, null, false, false);
        this.mayPass = mayPass;
    }
}
