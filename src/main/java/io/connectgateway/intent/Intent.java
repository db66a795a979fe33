package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

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
        @Valid SubscriptionPayload viewSubscription) {

    /** The subscription that the payload names; empty for an intent that names none. */
    public Optional<String> namedSubscription() {
        return Stream.of(
                        cancelSubscription,
                        changeSubscription,
                        resumeSubscription,
                        viewEsimInstallation,
                        viewSubscription)
                .filter(Objects::nonNull)
                .map(SubscriptionPayload::subscription)
                .findFirst()
                .or(() -> Optional.ofNullable(checkoutAddon).map(CheckoutAddon::subscription))
                .or(() -> Optional.ofNullable(completePorting).map(CompletePorting::subscription));
    }

    /** The payment that the payload names; empty for an intent that names none. */
    public Optional<String> namedPayment() {
        return Optional.ofNullable(confirmPayment).map(ConfirmPayment::payment);
    }
}
