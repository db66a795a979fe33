package io.connectgateway.intent;

import jakarta.validation.constraints.NotNull;

/** Confirms a payment that waits for its user. */
public record ConfirmPayment(
        @NotNull(message = "must not be null") @GigsId("pay")
        String payment) {}
