package io.connectgateway.session;

import io.connectgateway.policy.SessionRequest;
import java.util.Optional;

/** What the two bodies share; in each of the optionals null means absent, empty an explicit {@code null}. */
interface SessionBody extends SessionRequest {

    Optional<String> callbackUrl();

    Optional<String> user();

    UserDetails userDetails();

    @Override
    default Optional<String> requestedUser() {
        return user() == null ? Optional.empty() : user();
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
        return callbackUrl() == null ? Optional.empty() : callbackUrl();
    }
}
