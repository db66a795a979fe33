package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.connectgateway.policy.Binding;
import jakarta.validation.Valid;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code PATCH /connectSessions/{id}} (Gigs' reference page of Connect Sessions, "Update a connect session"). */
public record UpdateSession(
        @Valid Appearance appearance,

        JsonNullable<@AbsoluteUrl String> callbackUrl,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    /** This body with what the policy fills in; an update attaches no user by itself. */
    public UpdateSession with(Binding binding) {
        return new UpdateSession(
                appearance,
                callbackUrl,
                user,
                binding.email().map(email -> userDetails.withEmail(email)).orElse(userDetails));
    }

    boolean isEmpty() {
        return appearance == null && !callbackUrl.isPresent() && !user.isPresent() && userDetails == null;
    }

    @Override
    public String toString() {
        return "UpdateSession[…]";
    }
}
