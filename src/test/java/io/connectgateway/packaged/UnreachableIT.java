package io.connectgateway.packaged;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.RawServer;
import io.connectgateway.gigs.Fault;
import io.connectgateway.sandbox.PackagedFunction;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Why Gigs cannot be reached, as the log of the packaged function says it. */
class UnreachableIT {

    private final RawServer gigs = new RawServer();
    private final RawServer secrets = new RawServer();
    private final WireMockServer untrusted =
            new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
    private final List<String> output = new CopyOnWriteArrayList<>();

    @AfterEach
    void stop() {
        gigs.close();
        secrets.close();
        untrusted.stop();
    }

    @Test
    void anUntrustedCertificate() throws Exception {
        untrusted.start();
        assertFailure("tls", Map.of("CONNECT_GIGS_URL", untrusted.baseUrl()));
    }

    @Test
    void aServerWithoutTls() throws Exception {
        gigs.serve(connection -> connection.write(Fault.http(400, "", "")));
        assertFailure("tls", Map.of("CONNECT_GIGS_URL", gigs.url().replace("http:", "https:")));
    }

    @Test
    void aRefusedPort() throws Exception {
        gigs.refuse();
        assertFailure("refused", Map.of());
    }

    @Test
    void aHostThatDoesNotExist() throws Exception {
        assertFailure("dns", Map.of("CONNECT_GIGS_URL", "https://gigs.invalid"));
    }

    @Test
    void aProxyThatIsNotThere() throws Exception {
        gigs.refuse();
        assertFailure("protocol", throughTheProxy());
    }

    @Test
    void aProxyThatOpensNoConnection() throws Exception {
        gigs.serve(RawServer.Connection::read);
        assertFailure("protocol", throughTheProxy());
    }

    private Map<String, String> throughTheProxy() {
        URI proxy = URI.create(gigs.url());
        return Map.of(
                "CONNECT_GIGS_URL",
                "https://api.gigs.example",
                "QUARKUS_PROXY_HOST",
                proxy.getHost(),
                "QUARKUS_PROXY_PORT",
                Integer.toString(proxy.getPort()),
                "QUARKUS_PROXY_NON_PROXY_HOSTS",
                URI.create(secrets.url()).getHost());
    }

    private void assertFailure(String failure, Map<String, String> environment) throws Exception {
        secrets.answer(Fault.json(200, Canaries.SECRET_VALUE));
        try (PackagedFunction function = PackagedFunction.start(gigs, secrets, environment, output::add)) {
            Event.Answer answer = function.invoke(
                    Canaries.addTo(Event.create(Canaries.CREATE)).json().toString());
            assertEquals(502, answer.status(), answer::text);
        }
        List<JsonNode> lines = output.stream()
                .filter(line -> line.startsWith("{"))
                .map(Json::parse)
                .toList();
        assertEquals(
                List.of(failure),
                lines.stream()
                        .filter(line -> line.has("millis"))
                        .map(line -> line.path("upstreamFailure").asText())
                        .toList(),
                output::toString);
        List<String> warnings = lines.stream()
                .filter(line -> line.path("level").asText().equals("WARN"))
                .map(line -> line.path("message").asText())
                .toList();
        assertEquals(1, warnings.size(), warnings::toString);
        boolean proxied = environment.containsKey("QUARKUS_PROXY_HOST");
        assertEquals("Gigs could not be reached: " + failure + (proxied ? ", through the proxy" : ""), warnings.get(0));
        assertFalse(
                output.toString().matches("(?s).*(localhost|127\\.0\\.0\\.1|gigs\\.invalid|api\\.gigs).*"),
                output::toString);
    }
}
