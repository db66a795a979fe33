package io.connectgateway.policy;

import java.util.Optional;

/** What a body asks for, as far as the policy has a say in it. */
public interface SessionRequest {

    /** The Gigs user that the session shall be for; an explicit {@code null} counts as absent. */
    Optional<String> requestedUser();

    /** Whether {@code userDetails} is present. */
    boolean hasUserDetails();

    /** The {@code userDetails.email}. */
    Optional<String> requestedEmail();

    /** Where Connect sends the user afterwards; an explicit {@code null} counts as absent. */
    Optional<String> requestedCallbackUrl();
}
