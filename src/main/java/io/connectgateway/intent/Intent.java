package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import java.util.Optional;
import org.hibernate.validator.constraints.LuhnCheck;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * The purpose of a session: a type, and exactly the payload that the type names. A flat record, because the payload's
 * property has the name of the type (Gigs' reference page of Connect Sessions, {@code IntentCreate}).
 */
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

    /** How many add-ons one checkout may have. */
    public static final int MAX_ADDONS = 20;

    private interface NamesSubscription {
        String subscription();
    }

    /** The payload of the five intents that name a subscription and nothing else. */
    @RegisterForReflection
    public record SubscriptionPayload(
            @NotNull(message = "must not be null") @GigsId("sub")
            String subscription) implements NamesSubscription {}

    @RegisterForReflection
    public record CheckoutAddon(
            @NotNull(message = "must not be null") @GigsId("sub")
            String subscription,

            @NotEmpty(message = "must not be empty")
            @Size(max = MAX_ADDONS, message = "must have at most {max} entries")
            @UniqueElements(message = "must not repeat an entry")
            List<@NotNull(message = "must not be null") @GigsId("add") String> addons)
            implements NamesSubscription {}

    /** The user chooses in Connect what is absent. Only newer copies of Gigs' page have voucherCode and addons. */
    @RegisterForReflection
    public record CheckoutNewSubscription(
            @GigsId("pln") String plan,
            @GigsId("sim") String sim,
            @GigsId("dev") String device,

            @Pattern(regexp = "[0-9]{15}", message = "must be an IMEI of 15 digits")
            @LuhnCheck(message = "must be an IMEI with a right check digit")
            String imei,

            @Size(min = 1, max = 64, message = "must have {min} to {max} characters")
            String voucherCode,

            @Size(min = 1, max = MAX_ADDONS, message = "must have {min} to {max} entries")
            @UniqueElements(message = "must not repeat an entry")
            List<@NotNull(message = "must not be null") @GigsId("add") String> addons) {}

    @RegisterForReflection
    public record CompletePorting(
            @NotNull(message = "must not be null") @GigsId("sub")
            String subscription,

            @Valid Behavior behavior) implements NamesSubscription {

        /** Which pages of Connect to leave out. */
        @RegisterForReflection
        public record Behavior(Boolean hideIntroPage, Boolean hideOutroPage) {}
    }

    @RegisterForReflection
    public record ConfirmPayment(
            @NotNull(message = "must not be null") @GigsId("pay")
            String payment) {}

    /** The subscription that the payload names, if any. */
    public Optional<String> namedSubscription() {
        return type.payloadOf(this) instanceof NamesSubscription payload
                ? Optional.of(payload.subscription())
                : Optional.empty();
    }

    /** The payment that the payload names, if any. */
    public Optional<String> namedPayment() {
        return Optional.ofNullable(confirmPayment).map(ConfirmPayment::payment);
    }
}
