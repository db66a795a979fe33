package io.connectgateway;

import io.connectgateway.gigs.Fault;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.Map;

/** Gigs and Secrets Manager as servers that can be told to fail. */
public final class FaultyUpstream implements QuarkusTestResourceLifecycleManager {

    public static final RawServer GIGS = new RawServer();
    public static final RawServer SECRETS = new RawServer();

    /** After {@link Upstream}, so that these addresses count. */
    @Override
    public int order() {
        return 1;
    }

    @Override
    public Map<String, String> start() {
        reset();
        Map<String, String> all = new HashMap<>(Canaries.CONFIGURATION);
        all.put("connect.gigs.url", GIGS.url());
        all.put("connect.secrets-manager.url", SECRETS.url());
        all.put("connect.gigs.idempotency-keys", "true");
        return all;
    }

    /** Both answer as they should. */
    public static void reset() {
        GIGS.answer(Fault.json(201, Canaries.SESSION));
        SECRETS.answer(Fault.json(200, Canaries.SECRET_VALUE));
    }

    @Override
    public void stop() {
        GIGS.close();
        SECRETS.close();
    }
}
