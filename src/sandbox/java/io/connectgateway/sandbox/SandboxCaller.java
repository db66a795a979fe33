package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.Locale;

/** The kinds of caller that the gateway distinguishes, with the claims of their tokens. */
public enum SandboxCaller {
    /** A customer whose Gigs user the identity provider knows. */
    KNOWN_USER("customer-1", JsonObject.of("gigs_user", "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d")),
    /** A customer with a verified email and no Gigs user yet. */
    NEW_CUSTOMER("customer-2", JsonObject.of("email", "elaine@example.com", "email_verified", true)),
    /** A person who has not logged in. Connect asks them to log in. */
    VISITOR("visitor-3", JsonObject.of("email", "newman@example.com", "email_verified", false)),
    /** The partner's own server. */
    BACKEND("shop-backend", JsonObject.of("client_id", "shop-backend", "scope", "connect:backend"));

    private final String subject;
    private final JsonObject claims;

    SandboxCaller(String subject, JsonObject claims) {
        this.subject = subject;
        this.claims = claims;
    }

    /** The name in the sandbox's addresses, such as {@code known-user}. */
    String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    JsonObject claims() {
        return claims.copy().put("sub", subject);
    }
}
