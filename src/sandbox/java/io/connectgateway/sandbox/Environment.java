package io.connectgateway.sandbox;

import java.util.HashMap;
import java.util.Map;

/** The function's environment variables: credentials, configuration, and the addresses of the stand-ins. */
record Environment(Sandbox sandbox) {
    Map<String, String> variables() {
        GigsProject real = sandbox.options.realGigs();
        var env = new HashMap<>(credentials());
        env.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", sandbox.secrets().url());
        env.put("CONNECT_GIGS_TOKEN_SECRET", FakeSecretsManager.NAME);
        env.put("CONNECT_POLICY_CALLBACK_URLS", sandbox.apiUrl() + "/shop");
        env.put("CONNECT_POLICY_INTENTS", String.join(",", GigsSchema.intents()));
        if (real == null) {
            env.put("CONNECT_GIGS_URL", sandbox.gigs().url());
            env.put("CONNECT_GIGS_PROJECT", FakeGigs.PROJECT);
            env.put("CONNECT_GIGS_SESSION_ORIGINS", sandbox.connectOrigin());
            env.put("CONNECT_GIGS_IDEMPOTENCY_KEYS", Boolean.toString(sandbox.options.idempotencyKeys()));
        } else {
            env.put("CONNECT_GIGS_URL", real.url());
            env.put("CONNECT_GIGS_PROJECT", real.project());
        }
        env.putAll(sandbox.options.environment());
        return env;
    }

    private Map<String, String> credentials() {
        return Map.of(
                "AWS_ACCESS_KEY_ID", sandbox.keys.accessKeyId(),
                "AWS_SECRET_ACCESS_KEY", sandbox.keys.secretAccessKey(),
                "AWS_SESSION_TOKEN", sandbox.keys.sessionToken());
    }
}
