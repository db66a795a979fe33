package io.connectgateway.policy;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A deployment with everything that is off by default, and with short allow-lists. Its tests share one start. */
public final class AllSwitchesOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "connect.caller.find-user-by-email", "true",
                "connect.policy.check-ownership", "true",
                "connect.policy.intents", "cancelSubscription,checkoutNewSubscription,confirmPayment,viewSubscriptions",
                "connect.policy.plans", "pln_1",
                "connect.policy.addons", "add_1",
                "connect.gigs.idempotency-keys", "true");
    }
}
