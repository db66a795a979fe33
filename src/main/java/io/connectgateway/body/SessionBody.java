package io.connectgateway.body;

import io.connectgateway.policy.SessionRequest;
import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/** What the two bodies share. Gigs tells an absent {@code callbackUrl} or {@code user} from an explicit {@code null}. */
public interface SessionBody extends SessionRequest {

    JsonNullable<String> callbackUrl();

    JsonNullable<String> user();

    UserDetails userDetails();

    @Override
    default Optional<String> requestedUser() {
        return Optional.ofNullable(user().orElse(null));
    }

    @Override
    default boolean hasUserDetails() {
        return userDetails() != null;
    }

    @Override
    default Optional<String> requestedEmail() {
        return hasUserDetails() ? Optional.ofNullable(userDetails().email()) : Optional.empty();
    }

    @Override
    default Optional<String> requestedCallbackUrl() {
        return Optional.ofNullable(callbackUrl().orElse(null));
    }
}
