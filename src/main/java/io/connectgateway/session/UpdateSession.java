package io.connectgateway.session;

import io.connectgateway.intent.GigsId;
import io.connectgateway.policy.Binding;
import jakarta.validation.Valid;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/** The body of {@code PATCH /connectSessions/{id}} (Gigs' reference page of Connect Sessions, "Update a connect session"). */
@Schema
public record UpdateSession(
        @Valid Appearance appearance,
        Optional<@AbsoluteUrl String> callbackUrl,
        Optional<@GigsId("usr") String> user,
        @Valid UserDetails userDetails)
        implements SessionBody {

    /** This body with what the policy fills in; an update attaches no user by itself. */
    UpdateSession with(Binding binding) {
        return new UpdateSession(
                appearance,
                callbackUrl,
                user,
                binding.email().map(email -> userDetails.withEmail(email)).orElse(userDetails));
    }

    boolean isEmpty() {
        return appearance == null && callbackUrl == null && user == null && userDetails == null;
    }

    @Override
    public String toString() {
        return "UpdateSession[…]";
    }
}
