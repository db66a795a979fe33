package io.connectgateway.policy;

import java.util.HashMap;
import java.util.Map;

/** The five kinds of callers that the policy tells apart, as claims. */
enum CallerKind {
    KNOWN_USER(Map.of("gigs_user", "usr_own", "email", "own@example.com", "email_verified", "true")),
    VERIFIED_EMAIL(Map.of("email", "own@example.com", "email_verified", "true")),
    UNVERIFIED_EMAIL(Map.of("email", "own@example.com", "email_verified", "false")),
    ANONYMOUS(Map.of()),
    BACKEND(Map.of("scope", "shop connect:backend"));

    private final Map<String, String> claims;

    CallerKind(Map<String, String> claims) {
        this.claims = new HashMap<>(claims);
        this.claims.put("sub", name());
    }

    Map<String, String> claims() {
        return claims;
    }
}
