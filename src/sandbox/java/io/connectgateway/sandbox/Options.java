package io.connectgateway.sandbox;

import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * The settings of a sandbox.
 *
 * @param port of the HTTP API; 0 for a free port
 * @param function the native executable or {@code function.zip}; null for the packaged artifact
 * @param realGigs a project at Gigs; null for the stand-in
 * @param authorizer of the partner; null for tokens of the sandbox's own issuer
 * @param origins that CORS allows, in addition to the sandbox's own
 * @param webhook the address for events of the stand-in for Gigs; null for none
 * @param idempotencyKeys true if the stand-in's project has Gigs' private beta of idempotency keys
 * @param environment variables that override the function's variables
 * @param console takes the lines of the function, and the reasons for refused calls
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

    /** Free ports, the packaged artifact, the stand-ins, and no console. */
    public static Options forTests() {
        return new Options(0, null, null, null, List.of(), null, false, Map.of(), line -> {});
    }

    /**
     * Reads the system properties {@code sandbox.…} and the environment: {@code GIGS_TOKEN}, {@code GIGS_PROJECT},
     * {@code GIGS_URL}, and every {@code CONNECT_…} for the function.
     *
     * @throws IllegalArgumentException with a message for the user
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
                    "sandbox.webhook is set with GIGS_TOKEN: set the webhooks of the real Gigs in its dashboard.");
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
            // refused below
        }
        throw new IllegalArgumentException(
                "sandbox.port is " + value + ": give a port number, such as -Dsandbox.port=8090");
    }
}
