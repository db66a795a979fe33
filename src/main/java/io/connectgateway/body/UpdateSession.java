package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code PATCH /connectSessions/{id}} (Gigs' reference page of Connect Sessions, "Update a connect session"). */
@RegisterForReflection
public record UpdateSession(
        @Valid Appearance appearance,

        JsonNullable<@AbsoluteUrl String> callbackUrl,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    /** This body for the user details with another email; empty leaves it as it is. */
    public UpdateSession with(Optional<String> email) {
        return new UpdateSession(
                appearance, callbackUrl, user, email.map(userDetails::withEmail).orElse(userDetails));
    }

    boolean isEmpty() {
        return appearance == null && !callbackUrl.isPresent() && !user.isPresent() && userDetails == null;
    }

    @Override
    public String toString() {
        return "UpdateSession[…]";
    }
}
