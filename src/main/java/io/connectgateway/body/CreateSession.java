package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.Intent;
import io.connectgateway.policy.Binding;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code POST /connectSessions} (Gigs' reference page of Connect Sessions, "Create a connect session"). */
public record CreateSession(
        @Valid Appearance appearance,

        JsonNullable<@AbsoluteUrl String> callbackUrl,

        @NotNull(message = "must not be null") @Valid Intent intent,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    /** This body with what the policy fills in. */
    public CreateSession with(Binding binding) {
        return new CreateSession(
                appearance,
                callbackUrl,
                intent,
                binding.user().map(JsonNullable::of).orElse(user),
                binding.email().map(email -> userDetails.withEmail(email)).orElse(userDetails));
    }

    @Override
    public String toString() {
        return "CreateSession[…]";
    }
}
