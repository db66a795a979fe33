package io.connectgateway.sandbox;

import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.status;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The messages that the sandbox sends to a partner's endpoint, and how often. */
@Timeout(60)
class WebhooksTest {
    private final Vertx vertx = Vertx.vertx();
    private final WireMockServer endpoint = new WireMockServer(wireMockConfig().dynamicPort());
    private final List<String> console = new CopyOnWriteArrayList<>();
    private Webhooks webhooks;

    @BeforeEach
    void start() {
        endpoint.start();
        endpoint.stubFor(post("/gigs-webhooks").willReturn(status(204)));
        webhooks = new Webhooks(
                vertx, URI.create(endpoint.baseUrl() + "/gigs-webhooks"), Duration.ofMillis(1), console::add);
    }

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
        endpoint.stop();
    }

    @Test
    void signsAsStandardWebhooksPublishesIt() {
        assertEquals(
                "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=",
                Webhooks.signature(
                        "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw",
                        "msg_p5jXN8AQM9LWM0D4loKWxJek",
                        1614265330,
                        "{\"test\": 2432232314}"));
    }

    @Test
    void sendsAnEventAsGigsDescribesIt() throws InterruptedException {
        LoggedRequest delivery = send(1, "one").get(0);

        long timestamp = Long.parseLong(delivery.getHeader("webhook-timestamp"));
        assertTrue(Math.abs(Instant.now().getEpochSecond() - timestamp) < 60);
        assertEquals(
                Webhooks.signature(
                        webhooks.secret(), delivery.getHeader("webhook-id"), timestamp, delivery.getBodyAsString()),
                delivery.getHeader("webhook-signature"));
        var event = new JsonObject(delivery.getBodyAsString());
        assertEquals("event", event.getString("object"));
        assertEquals("com.gigs.one", event.getString("type"));
        assertEquals("sandbox", event.getString("project"));
        assertEquals("one@example.com", event.getJsonObject("data").getString("email"));
    }

    @Test
    void sendsTheSecondPersonsEventsInReverseAndOneOfTheThirdPersonsTwice() throws InterruptedException {
        assertEquals("one two three", types(send(3, "one", "two", "three")));
        assertEquals("three two one", types(send(3, "one", "two", "three")));
        assertEquals("one two three one", types(send(4, "one", "two", "three")));
    }

    @Test
    void repeatsTheSameMessageUntilItIsTaken() throws InterruptedException {
        answer(Scenario.STARTED, 500, "once");
        answer("once", 302, "twice");

        List<LoggedRequest> sent = send(3, "one");

        assertEquals(
                1, sent.stream().map(LoggedRequest::getBodyAsString).distinct().count());
        assertEquals(
                1,
                sent.stream()
                        .map(each -> each.getHeader("webhook-id"))
                        .distinct()
                        .count());
        assertTrue(console.get(0).endsWith(": 500, again in 0 s"), console::toString);
        assertTrue(console.get(2).endsWith(": 204"), console::toString);
        assertTrue(console.stream().noneMatch(line -> line.contains("@")), console::toString);
    }

    /** The messages that have arrived when the console has this many lines. */
    private List<LoggedRequest> send(int lines, String... types) throws InterruptedException {
        endpoint.resetRequests();
        console.clear();
        webhooks.send(Stream.of(types)
                .map(type -> GigsEvent.of(type, JsonObject.of("email", type + "@example.com")))
                .toList());
        while (console.size() < lines) {
            Thread.sleep(5);
        }
        return endpoint.findAll(postRequestedFor(anyUrl()));
    }

    private void answer(String state, int status, String next) {
        endpoint.stubFor(post("/gigs-webhooks")
                .inScenario("answers")
                .whenScenarioStateIs(state)
                .willReturn(status(status))
                .willSetStateTo(next));
    }

    private static String types(List<LoggedRequest> sent) {
        return String.join(
                " ",
                sent.stream()
                        .map(each -> new JsonObject(each.getBodyAsString())
                                .getString("type")
                                .replace("com.gigs.", ""))
                        .toList());
    }
}
