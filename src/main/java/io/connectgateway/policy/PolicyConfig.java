package io.connectgateway.policy;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The requests that callers may make. The start checks every value before anything else reads it. */
@ConfigMapping(prefix = "connect.policy")
public interface PolicyConfig {

    /**
     * The URL prefixes that a {@code callbackUrl} may begin with, as in {@code https://shop.example/done} or {@code
     * myapp://done}. If empty, every {@code callbackUrl} is refused. Gigs itself has no allow-list.
     */
    Optional<List<String>> callbackUrls();

    /** The intents that may be asked for, by their wire names; by default the nine of Gigs' reference page. */
    @WithDefault("cancelSubscription,changeSubscription,checkoutAddon,checkoutNewSubscription,completePorting,"
            + "confirmPayment,resumeSubscription,viewEsimInstallation,viewSubscription")
    Optional<List<String>> intents();

    /** The plans, {@code pln_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> plans();

    /** The add-ons, {@code add_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> addons();

    /**
     * {@code true}: before a create, asks Gigs whether the subscription or the payment of the intent belongs to the
     * caller. This costs one more call. Backends are not checked. If {@code false}, Gigs checks it later, in Connect.
     */
    @WithDefault("false")
    Optional<Boolean> checkOwnership();
}
