package io.connectgateway.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** What callers may ask for. */
@ConfigMapping(prefix = "connect.policy")
public interface PolicyConfig {

    /**
     * The URL prefixes that a {@code callbackUrl} may begin with, as in {@code https://shop.example/done} or {@code myapp://done}.
     * Empty refuses every {@code callbackUrl}, since Gigs keeps no allow-list of its own.
     */
    Optional<List<String>> callbackUrls();

    /** The intents that may be asked for, by their wire names; the nine of Gigs' reference page unless told otherwise. */
    @WithDefault(
            "cancelSubscription,changeSubscription,checkoutAddon,checkoutNewSubscription,completePorting,confirmPayment,"
                    + "resumeSubscription,viewEsimInstallation,viewSubscription")
    List<String> intents();

    /** The plans, {@code pln_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> plans();

    /** The add-ons, {@code add_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> addons();
}
