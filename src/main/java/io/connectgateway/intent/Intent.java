package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;

/**
 * The intent union: a type, and exactly the payload that the type names. A flat record, since the payload's property carries the
 * name of the type (Gigs' reference page of Connect Sessions, {@code IntentCreate}).
 */
@MatchingPayload
@RegisterForReflection
public record Intent(
        @NotNull(message = "must not be null") IntentType type,
        @Valid SubscriptionPayload cancelSubscription,
        @Valid SubscriptionPayload changeSubscription,
        @Valid CheckoutAddon checkoutAddon,
        @Valid CheckoutNewSubscription checkoutNewSubscription,
        @Valid CompletePorting completePorting,
        @Valid ConfirmPayment confirmPayment,
        @Valid SubscriptionPayload resumeSubscription,
        @Valid SubscriptionPayload viewEsimInstallation,
        @Valid SubscriptionPayload viewSubscription) {}
