package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/** The payload of the five intents that name a subscription and nothing else. */
@RegisterForReflection
public record SubscriptionPayload(
        @NotNull(message = "must not be null") @GigsId("sub")
        String subscription) {}
