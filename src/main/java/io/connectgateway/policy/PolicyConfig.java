package io.connectgateway.policy;

import io.connectgateway.intent.IntentType;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.config.spi.Converter;

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
    Optional<Set<@WithConverter(IntentName.class) IntentType>> intents();

    /** The plans, {@code pln_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> plans();

    /** The add-ons, {@code add_…}, that callers without the backend scope may ask for; empty allows any. */
    Optional<List<String>> addons();

    /** Leaves out what is no intent: the check of the configuration refuses that, and lists it with all other bad values. */
    class IntentName implements Converter<IntentType> {

        private static final long serialVersionUID = 1L;

        @Override
        public IntentType convert(String name) {
            return IntentType.of(name).orElse(null);
        }
    }
}
