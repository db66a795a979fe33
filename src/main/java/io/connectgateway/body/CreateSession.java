package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.Intent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import org.openapitools.jackson.nullable.JsonNullable;

/** The body of {@code POST /connectSessions} (Gigs' reference, "Create a connect session"). */
@RegisterForReflection
public record CreateSession(
        @Valid Appearance appearance,

        JsonNullable<@WellFormed(WellFormed.Form.ABSOLUTE_URL) String> callbackUrl,

        @NotNull(message = "must not be null") @Valid Intent intent,

        JsonNullable<@GigsId("usr") String> user,

        @Valid UserDetails userDetails)
        implements SessionBody {

    @Override
    public CreateSession forUser(String own) {
        return new CreateSession(appearance, callbackUrl, intent, JsonNullable.of(own), userDetails);
    }

    @Override
    public CreateSession forEmail(String own) {
        return new CreateSession(appearance, callbackUrl, intent, user, userDetails.withEmail(own));
    }

    @Override
    public String toString() {
        return "CreateSession[…]";
    }
}
