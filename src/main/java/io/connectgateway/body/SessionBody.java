package io.connectgateway.body;

import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/** What the two bodies ask for. Gigs tells an absent {@code callbackUrl} or {@code user} from an explicit {@code null}. */
public interface SessionBody {

    JsonNullable<String> callbackUrl();

    JsonNullable<String> user();

    UserDetails userDetails();

    /** The Gigs user that the session shall be for; an explicit {@code null} counts as absent. */
    default Optional<String> requestedUser() {
        return Optional.ofNullable(user().orElse(null));
    }

    default boolean hasUserDetails() {
        return userDetails() != null;
    }

    /** The {@code userDetails.email}. */
    default Optional<String> requestedEmail() {
        return hasUserDetails() ? Optional.ofNullable(userDetails().email()) : Optional.empty();
    }

    /** Where Connect sends the user afterwards; an explicit {@code null} counts as absent. */
    default Optional<String> requestedCallbackUrl() {
        return Optional.ofNullable(callbackUrl().orElse(null));
    }

    /** This body for the caller's own Gigs user. */
    SessionBody forUser(String own);

    /** This body, which has user details, for the caller's own email. */
    SessionBody forEmail(String own);
}
