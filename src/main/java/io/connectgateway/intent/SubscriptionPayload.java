package io.connectgateway.intent;

import jakarta.validation.constraints.NotNull;

/** The payload of the five intents that name a subscription and nothing else. */
public record SubscriptionPayload(
        @NotNull(message = "must not be null") @GigsId("sub")
        String subscription) {}
