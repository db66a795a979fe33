package io.connectgateway.token;

/** There is no token to be had; it may be there in a moment. */
public final class TokenUnavailableException extends RuntimeException {

    TokenUnavailableException() {
        super("The project's token is not available.", null, false, false);
    }
}
