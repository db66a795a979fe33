package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;

/** Confirms a payment that waits for its user. */
@RegisterForReflection
public record ConfirmPayment(
        @NotNull(message = "must not be null") @GigsId("pay")
        String payment) {}
