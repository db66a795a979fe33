package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.Intent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code POST /connectSessions} (Gigs' reference page of Connect Sessions, "Create a connect session"). */
@RegisterForReflection
public record CreateSession(
        @Valid Appearance appearance,

        JsonNullable<@AbsoluteUrl String> callbackUrl,

        @NotNull(message = "must not be null") @Valid Intent intent,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    /** This body for another user, for the user details with another email, or both; empty leaves one as it is. */
    public CreateSession with(Optional<String> user, Optional<String> email) {
        return new CreateSession(
                appearance,
                callbackUrl,
                intent,
                user.map(JsonNullable::of).orElse(this.user),
                email.map(userDetails::withEmail).orElse(userDetails));
    }

    @Override
    public String toString() {
        return "CreateSession[…]";
    }
}
