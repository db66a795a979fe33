package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.LuhnCheck;
import org.hibernate.validator.constraints.UniqueElements;

/**
 * Buys a subscription; what is absent, the user chooses in Connect. {@code voucherCode} and {@code addons} stand in newer captures
 * of Gigs' reference page.
 */
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

        @Size(min = 1, max = CheckoutAddon.MAX_ADDONS, message = "must have {min} to {max} entries")
        @UniqueElements(message = "must not repeat an entry")
        List<@NotNull(message = "must not be null") @GigsId("add") String> addons) {}
