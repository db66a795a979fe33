package io.connectgateway.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** Where the caller stands in the claims of the partner's tokens, or of the partner's Lambda authorizer. */
@ConfigMapping(prefix = "connect.caller")
public interface CallerConfig {

    /** The claim that holds the caller's Gigs user id, as in {@code usr_…}. */
    @WithDefault("gigs_user")
    Optional<String> userClaim();

    /** The claim that holds the caller's email address; it counts only where {@link #emailVerifiedClaim} is true. */
    @WithDefault("email")
    Optional<String> emailClaim();

    /**
     * The claim that says whether the address is verified. For the claim {@code email} it is {@code email_verified}
     * (OpenID Connect Core, 5.1). Beside another email claim it is required, because {@code email_verified} says
     * nothing about that address.
     */
    Optional<String> emailVerifiedClaim();

    default String verifiedClaim() {
        return emailVerifiedClaim().orElse("email_verified");
    }

    /** {@code true}: finds the Gigs user of a caller by the verified email, which costs one more call to Gigs. */
    @WithDefault("false")
    Optional<Boolean> findUserByEmail();

    /** The scope that marks a partner's backend, which may ask for any user, offer and session. */
    @WithDefault("connect:backend")
    Optional<String> backendScope();
}
