package io.connectgateway.policy;

import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;

/** A deployment with everything that is off by default. Its tests share one start of the function. */
public final class AllSwitchesOn implements QuarkusTestProfile {
    @Override
    public Map<String, String> getConfigOverrides() {
        return Map.of(
                "connect.caller.find-user-by-email", "true",
                "connect.policy.check-ownership", "true",
                "connect.gigs.idempotency-keys", "true");
    }
}
