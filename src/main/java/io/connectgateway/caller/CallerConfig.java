package io.connectgateway.caller;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Where the caller stands in the claims of the partner's token. */
@ConfigMapping(prefix = "connect.caller")
public interface CallerConfig {

    /** The claim that holds the caller's Gigs user id, as in {@code usr_…}. */
    @WithDefault("gigs_user")
    String userClaim();

    /** The claim that holds the caller's email address; it counts only beside {@code email_verified} true. */
    @WithDefault("email")
    String emailClaim();

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
