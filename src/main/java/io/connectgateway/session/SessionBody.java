package io.connectgateway.session;

import io.connectgateway.policy.Asked;
import java.util.Optional;

/** What the two bodies share; in each of the optionals null means absent, empty an explicit {@code null}. */
interface SessionBody extends Asked {

    Optional<String> callbackUrl();

    Optional<String> user();

    UserDetails userDetails();

    @Override
    default Optional<String> askedUser() {
        return user() == null ? Optional.empty() : user();
    }

    @Override
    default boolean hasUserDetails() {
        return userDetails() != null;
    }

    @Override
    default Optional<String> askedEmail() {
        return hasUserDetails() ? Optional.ofNullable(userDetails().email()) : Optional.empty();
    }

    @Override
    default Optional<String> askedCallbackUrl() {
        return callbackUrl() == null ? Optional.empty() : callbackUrl();
    }
}
