package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import java.util.Properties;

/** The authorizer of a deployment, in place of the sandbox's own issuer: its issuer. */
sealed interface PartnerAuthorizer permits PartnerIssuer {

    /** @throws IllegalArgumentException if it cannot be used so: its message says what to change */
    Authorizer start(Vertx vertx);

    /** For the console: whom it lets pass. */
    String description();

    /** The header of a call that it lets pass, with {@code $TOKEN} for what the caller has to bring. */
    String header();

    /**
     * From {@code sandbox.issuer} and {@code sandbox.audience}; null without them.
     *
     * @throws IllegalArgumentException with a message for the person who set them
     */
    static PartnerAuthorizer of(Properties properties) {
        String issuer = properties.getProperty("sandbox.issuer");
        String audiences = properties.getProperty("sandbox.audience");
        refuse(
                issuer != null && (audiences == null || audiences.isBlank()),
                "sandbox.issuer is set without sandbox.audience: add what aud may be, such as -Dsandbox.audience="
                        + Tokens.AUDIENCE);
        refuse(
                issuer == null && audiences != null,
                "sandbox.audience is set without sandbox.issuer: add the issuer, such as -Dsandbox.issuer="
                        + Tokens.ISSUER);
        return issuer == null ? null : PartnerIssuer.of(issuer, audiences);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
