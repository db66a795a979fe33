package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/** Takes over a phone number into a subscription. */
@RegisterForReflection
public record CompletePorting(
        @NotNull(message = "must not be null") @GigsId("sub")
        String subscription,

        @Valid Behavior behavior) {

    /** Which pages of Connect to leave out. */
    @RegisterForReflection
    public record Behavior(Boolean hideIntroPage, Boolean hideOutroPage) {}
}
