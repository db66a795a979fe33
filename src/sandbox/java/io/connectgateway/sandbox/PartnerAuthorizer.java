package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import java.util.Properties;

/** The partner's issuer or Lambda authorizer, in place of the sandbox's own issuer. */
sealed interface PartnerAuthorizer permits PartnerIssuer, PartnerLambda {

    /** @throws IllegalArgumentException if it does not work; the message says what to change */
    Authorizer start(Vertx vertx);

    /** The callers that it accepts, for the console. */
    String description();

    /** The header of an accepted call, with {@code $TOKEN} for the caller's token. */
    String header();

    /**
     * Reads {@code sandbox.issuer} and {@code sandbox.audience}, or {@code sandbox.authorizer} and
     * {@code sandbox.identity-source}. Returns null without any of them.
     *
     * @throws IllegalArgumentException with a message for the user
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
