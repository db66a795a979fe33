package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code PATCH /connectSessions/{id}} (Gigs' reference, "Update a connect session"). */
@RegisterForReflection
public record UpdateSession(
        @Valid Appearance appearance,

        JsonNullable<@WellFormed(WellFormed.Form.ABSOLUTE_URL) String> callbackUrl,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    /** An update attaches no user by itself. */
    @Override
    public UpdateSession forUser(String own) {
        return this;
    }

    @Override
    public UpdateSession forEmail(String own) {
        return new UpdateSession(appearance, callbackUrl, user, userDetails.withEmail(own));
    }

    boolean isEmpty() {
        return appearance == null && !callbackUrl.isPresent() && !user.isPresent() && userDetails == null;
    }

    @Override
    public String toString() {
        return "UpdateSession[…]";
    }
}
