package io.connectgateway.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the caller stands in the claims of the partner's tokens, or of the partner's Lambda authorizer. */
@ConfigMapping(prefix = "connect.caller")
public interface CallerConfig {

    /** The claim that holds the caller's Gigs user id, as in {@code usr_…}. */
    @WithDefault("gigs_user")
    String userClaim();

    /** The claim that holds the caller's email address; it counts only where {@link #emailVerifiedClaim} is true. */
    @WithDefault("email")
    String emailClaim();

    /**
     * The claim that says whether that very address is verified: {@code email_verified} (OpenID Connect Core, 5.1) where the address
     * is in {@code email}. Required beside any other claim, as {@code email_verified} says nothing of another address.
     */
    Optional<String> emailVerifiedClaim();

    /** The claim that has to be true for the address to count. */
    default String verifiedClaim() {
        return emailVerifiedClaim().orElse("email_verified");
    }

    /**
     * {@code true}: a caller with a verified email and no Gigs user claim is looked up at Gigs by that email first. One more call
     * upstream for each such request.
     */
    @WithDefault("false")
    boolean findUserByEmail();

    /** The scope that marks a partner's backend, which may ask for any user, offer and session. */
    @WithDefault("connect:backend")
    String backendScope();
}
