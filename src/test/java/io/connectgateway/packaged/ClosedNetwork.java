package io.connectgateway.packaged;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.InterceptingProxy;
import io.connectgateway.Json;
import io.connectgateway.PrivateAuthority;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** Where the only way out is a proxy that intercepts TLS. Environment variables are all that the packaged function gets. */
abstract class ClosedNetwork {

    static final String GIGS = "api.gigs.example";
    static final String SECRETS = "secretsmanager.eu-central-1.aws.example";
    static final String CREATE =
            Canaries.addTo(Event.create(Canaries.CREATE)).json().toString();

    static final String TRUST = "QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS";

    @TempDir
    static Path directory;

    static PrivateAuthority authority;

    final RawServer gigs = new RawServer();
    final RawServer secrets = new RawServer();
    final List<String> output = new CopyOnWriteArrayList<>();
    InterceptingProxy proxy;

    @BeforeAll
    static void makeAnAuthority() throws Exception {
        authority = new PrivateAuthority(directory);
    }

    @BeforeEach
    void start() throws Exception {
        secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
        gigs.answer(Fault.json(201, Canaries.SESSION));
        proxy = new InterceptingProxy().intercept(GIGS, authority, gigs).intercept(SECRETS, authority, secrets);
    }

    @AfterEach
    void stop() {
        proxy.close();
        gigs.close();
        secrets.close();
    }

    final Map<String, String> environment() {
        return Map.of(
                "CONNECT_GIGS_URL",
                "https://" + GIGS,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "https://" + SECRETS,
                "QUARKUS_PROXY_HOST",
                "127.0.0.1",
                "QUARKUS_PROXY_PORT",
                port("http://" + proxy.address()),
                "QUARKUS_TLS_UPSTREAM_PROTOCOLS",
                "TLSv1.3,TLSv1.2",
                TRUST,
                authority.pem().toString());
    }

    final Map<String, String> with(String name, String value) {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put(name, value);
        return environment;
    }

    final Map<String, String> untrusting() {
        Map<String, String> environment = new HashMap<>(environment());
        environment.keySet().removeIf(name -> name.contains("TLS_"));
        return environment;
    }

    static String port(String url) {
        return Integer.toString(URI.create(url).getPort());
    }

    final PackagedFunction start(Map<String, String> environment) throws Exception {
        return PackagedFunction.start(gigs, secrets, environment, output::add);
    }

    final Event.Answer create(Map<String, String> environment) throws Exception {
        try (PackagedFunction function = start(environment)) {
            return function.invoke(CREATE);
        } finally {
            Canaries.assertNoneIn(output);
        }
    }

    final List<String> warnings() {
        return lines().stream()
                .filter(line -> !line.path("level").asText().equals("INFO"))
                .map(line -> line.path("message").asText())
                .toList();
    }

    final List<JsonNode> lines() {
        return output.stream()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .toList();
    }
}
