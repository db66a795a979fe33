package io.connectgateway.intent;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Size;
import java.util.List;
import org.hibernate.validator.constraints.UniqueElements;

/** Buys add-ons for a subscription. */
@RegisterForReflection
public record CheckoutAddon(
        @NotNull(message = "must not be null") @GigsId("sub")
        String subscription,

        @NotEmpty(message = "must not be empty")
        @Size(max = MAX_ADDONS, message = "must have at most {max} entries")
        @UniqueElements(message = "must not repeat an entry")
        List<@NotNull(message = "must not be null") @GigsId("add") String> addons) {

    /** How many add-ons one checkout may have. */
    static final int MAX_ADDONS = 20;
}
