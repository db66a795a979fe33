package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import java.util.Properties;

/** The authorizer of a deployment, in place of the sandbox's own issuer: its issuer, or its Lambda authorizer. */
sealed interface PartnerAuthorizer permits PartnerIssuer, PartnerLambda {

    /** @throws IllegalArgumentException if it cannot be used so: its message says what to change */
    Authorizer start(Vertx vertx);

    /** For the console: whom it lets pass. */
    String description();

    /** The header of a call that it lets pass, with {@code $TOKEN} for what the caller has to bring. */
    String header();

    /**
     * From {@code sandbox.issuer} and {@code sandbox.audience}, or {@code sandbox.authorizer} and
     * {@code sandbox.identity-source}; null without any of them.
     *
     * @throws IllegalArgumentException with a message for the person who set them
     */
    static PartnerAuthorizer of(Properties properties) {
        String issuer = properties.getProperty("sandbox.issuer");
        String audiences = properties.getProperty("sandbox.audience");
        String authorizer = properties.getProperty("sandbox.authorizer");
        String sources = properties.getProperty("sandbox.identity-source");
        refuse(issuer != null && authorizer != null, "sandbox.issuer and sandbox.authorizer are set: choose one");
        refuse(
                issuer != null && (audiences == null || audiences.isBlank()),
                "sandbox.issuer is set without sandbox.audience: add what aud may be, such as -Dsandbox.audience="
                        + Tokens.AUDIENCE);
        refuse(
                issuer == null && audiences != null,
                "sandbox.audience is set without sandbox.issuer: add the issuer, such as -Dsandbox.issuer="
                        + Tokens.ISSUER);
        refuse(
                authorizer == null && sources != null,
                "sandbox.identity-source is set without sandbox.authorizer: an issuer's token is in Authorization");
        if (issuer != null) {
            return PartnerIssuer.of(issuer, audiences);
        }
        return authorizer == null ? null : PartnerLambda.of(authorizer, sources);
    }

    private static void refuse(boolean wrong, String message) {
        if (wrong) {
            throw new IllegalArgumentException(message + ".");
        }
    }
}
