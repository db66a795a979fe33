package io.connectgateway.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * What a sandbox may be told.
 *
 * @param port of the HTTP API; 0 takes a free one
 * @param function the native executable or the {@code function.zip} to run; null: the packaged artifact
 * @param realGigs the project to use instead of the fake Gigs; null: the fake one
 * @param authorizer of the partner; null: tokens of the sandbox's own issuer
 * @param origins that CORS allows beside the sandbox's own
 * @param webhook where the fake Gigs sends its events; null: nowhere
 * @param idempotencyKeys whether the fake project has Gigs' private beta of idempotency keys
 * @param environment variables of the function, over those that the sandbox gives it
 * @param console takes what the function prints and why calls were refused, line by line
 */
public record Options(
        int port,
        Path function,
        GigsProject realGigs,
        PartnerAuthorizer authorizer,
        List<String> origins,
        URI webhook,
        boolean idempotencyKeys,
        Map<String, String> environment,
        Consumer<String> console) {

    private static final List<String> DEV_SERVERS = List.of("http://localhost:3000", "http://localhost:5173");

    /** Free ports, the packaged artifact, the fakes, nothing on the console. */
    public static Options forTests() {
        return new Options(0, null, null, null, List.of(), null, false, Map.of(), line -> {});
    }

    /**
     * From system properties ({@code sandbox.port}, {@code sandbox.function}, {@code sandbox.origins},
     * {@code sandbox.webhook}, {@code sandbox.idempotency-keys}, those of {@link PartnerAuthorizer}) and the environment ({@code GIGS_TOKEN}, {@code GIGS_PROJECT}, {@code GIGS_URL},
     * and every {@code CONNECT_…} for the function).
     *
     * @throws IllegalArgumentException with a message for the person who started it
     */
    static Options of(Map<String, String> env, Consumer<String> console) {
        Map<String, String> function = new HashMap<>(env);
        function.keySet().removeIf(name -> !name.startsWith("CONNECT_"));
        String artifact = System.getProperty("sandbox.function");
        String origins = System.getProperty("sandbox.origins");
        String webhook = System.getProperty("sandbox.webhook");
        GigsProject real = GigsProject.of(env);
        if (real != null && webhook != null) {
            throw new IllegalArgumentException(
                    "sandbox.webhook is set with GIGS_TOKEN: the real Gigs sends webhooks to where its dashboard says.");
        }
        return new Options(
                port(System.getProperty("sandbox.port", "8080")),
                artifact == null ? null : Path.of(artifact).toAbsolutePath(),
                real,
                PartnerAuthorizer.of(System.getProperties()),
                origins == null ? DEV_SERVERS : List.of(origins.split(",")),
                webhook == null ? null : Webhooks.target(webhook),
                Boolean.getBoolean("sandbox.idempotency-keys"),
                function,
                console);
    }

    public Options withEnvironment(Map<String, String> variables) {
        return new Options(port, function, realGigs, authorizer, origins, webhook, idempotencyKeys, variables, console);
    }

    public Options withOrigins(List<String> allowed) {
        return new Options(
                port, function, realGigs, authorizer, allowed, webhook, idempotencyKeys, environment, console);
    }

    public Options withRealGigs(GigsProject project) {
        return new Options(
                port, function, project, authorizer, origins, webhook, idempotencyKeys, environment, console);
    }

    Options withAuthorizer(PartnerAuthorizer partner) {
        return new Options(port, function, realGigs, partner, origins, webhook, idempotencyKeys, environment, console);
    }

    Options withConsole(Consumer<String> lines) {
        return new Options(port, function, realGigs, authorizer, origins, webhook, idempotencyKeys, environment, lines);
    }

    Options withWebhook(URI endpoint) {
        return new Options(
                port, function, realGigs, authorizer, origins, endpoint, idempotencyKeys, environment, console);
    }

    private static int port(String value) {
        try {
            int port = Integer.parseInt(value);
            if (port >= 0 && port <= 65535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // the exception below says so
        }
        throw new IllegalArgumentException(
                "sandbox.port is " + value + ": give a port number, such as -Dsandbox.port=8090");
    }
}
