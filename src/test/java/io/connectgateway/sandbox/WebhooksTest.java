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
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    void repeatsTheSameMessageUntilItIsTaken() throws InterruptedException {
        answer(Scenario.STARTED, 500, "once");
        answer("once", 302, "twice");

        webhooks.send(List.of(GigsEvent.of("one", JsonObject.of("email", "one@example.com"))));
        while (console.size() < 3) {
            Thread.sleep(5);
        }

        List<LoggedRequest> sent = endpoint.findAll(postRequestedFor(anyUrl()));
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

    private void answer(String state, int status, String next) {
        endpoint.stubFor(post("/gigs-webhooks")
                .inScenario("answers")
                .whenScenarioStateIs(state)
                .willReturn(status(status))
                .willSetStateTo(next));
    }
}
