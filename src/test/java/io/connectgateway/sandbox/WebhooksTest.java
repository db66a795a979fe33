package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the sandbox sends to a partner's endpoint, and how often. */
@Timeout(60)
class WebhooksTest {
    private record Delivery(String path, String id, String timestamp, String signature, String body) {
        String type() {
            return new JsonObject(body).getString("type");
        }
    }

    private final Vertx vertx = Vertx.vertx();
    private final BlockingQueue<Delivery> deliveries = new LinkedBlockingQueue<>();
    private final BlockingQueue<Integer> answers = new LinkedBlockingQueue<>();
    private final AtomicInteger received = new AtomicInteger();
    private final List<String> console = new CopyOnWriteArrayList<>();
    private Webhooks webhooks;

    @BeforeEach
    void start() {
        URI endpoint = URI.create(LocalServer.start(vertx, this::receive).url() + "/gigs-webhooks");
        webhooks = new Webhooks(vertx, endpoint, Duration.ofMillis(1), console::add);
    }

    @AfterEach
    void stop() throws InterruptedException {
        awaitConsole(received.get());
        LocalServer.await(vertx.close());
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
        webhooks.send(List.of(event("one")));

        Delivery delivery = next();
        assertEquals("/gigs-webhooks", delivery.path);
        assertEquals(
                Webhooks.signature(webhooks.secret(), delivery.id, Long.parseLong(delivery.timestamp), delivery.body),
                delivery.signature);
        assertTrue(Math.abs(Instant.now().getEpochSecond() - Long.parseLong(delivery.timestamp)) < 60);
        var event = new JsonObject(delivery.body);
        assertEquals("event", event.getString("object"));
        assertEquals("com.gigs.one", event.getString("type"));
        assertEquals("sandbox", event.getString("project"));
        assertEquals("one@example.com", event.getJsonObject("data").getString("email"));
    }

    @Test
    void sendsTheSecondPersonsEventsInReverseAndOneOfTheThirdPersonsTwice() throws InterruptedException {
        var events = List.of(event("one"), event("two"), event("three"));

        assertEquals(List.of("com.gigs.one", "com.gigs.two", "com.gigs.three"), send(events, 3));
        assertEquals(List.of("com.gigs.three", "com.gigs.two", "com.gigs.one"), send(events, 3));
        assertEquals(List.of("com.gigs.one", "com.gigs.two", "com.gigs.three", "com.gigs.one"), send(events, 4));
        assertEquals(List.of("com.gigs.one", "com.gigs.two", "com.gigs.three"), send(events, 3));
    }

    @Test
    void repeatsTheSameMessageUntilItIsTaken() throws InterruptedException {
        answers.addAll(List.of(500, 302, 204));

        webhooks.send(List.of(event("one")));

        Delivery first = next();
        for (int attempt = 2; attempt <= 3; attempt++) {
            Delivery again = next();
            assertEquals(first.id, again.id);
            assertEquals(first.body, again.body);
        }
        awaitConsole(3);
        assertEquals(null, deliveries.poll());
        assertTrue(console.get(0).endsWith(": 500, again in 0 s"), console::toString);
        assertTrue(console.get(2).endsWith(": 204"), console::toString);
        assertTrue(console.stream().noneMatch(line -> line.contains("@")), console::toString);
    }

    @Test
    void givesUpAfterTenAttempts() throws InterruptedException {
        for (int i = 0; i < 20; i++) {
            answers.add(400);
        }

        webhooks.send(List.of(event("one")));

        awaitConsole(10);
        assertTrue(console.get(9).endsWith(": 400, given up"), console::toString);
        assertEquals(10, deliveries.size());
    }

    @Test
    void keepsNoMessageWaitingForTheRepetitionsOfAnother() throws InterruptedException {
        answers.addAll(List.of(500, 204, 204));

        List<String> types = send(List.of(event("one"), event("two")), 3);
        assertEquals("com.gigs.one", types.get(0));
        assertTrue(types.contains("com.gigs.two"), types::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "localhost:3000", "ftp://localhost/", "http:///path", "a b"})
    void takesNothingButAnAddress(String value) {
        String message = assertThrows(IllegalArgumentException.class, () -> Webhooks.target(value))
                .getMessage();

        assertTrue(message.contains("-Dsandbox.webhook=http://localhost:3000/gigs-webhooks"), message);
    }

    private static GigsEvent event(String type) {
        return GigsEvent.of(type, JsonObject.of("email", type + "@example.com"));
    }

    private List<String> send(List<GigsEvent> events, int expected) throws InterruptedException {
        webhooks.send(events);
        var types = new CopyOnWriteArrayList<String>();
        for (int i = 0; i < expected; i++) {
            types.add(next().type());
        }
        return types;
    }

    private Delivery next() throws InterruptedException {
        Delivery delivery = deliveries.poll(10, TimeUnit.SECONDS);
        assertNotNull(delivery);
        return delivery;
    }

    private void awaitConsole(int lines) throws InterruptedException {
        while (console.size() < lines) {
            Thread.sleep(5);
        }
    }

    private void receive(HttpServerRequest request) {
        request.body().onSuccess(body -> {
            received.incrementAndGet();
            deliveries.add(new Delivery(
                    request.path(),
                    request.getHeader("webhook-id"),
                    request.getHeader("webhook-timestamp"),
                    request.getHeader("webhook-signature"),
                    body.toString()));
            Integer status = answers.poll();
            request.response().setStatusCode(status == null ? 204 : status).end();
        });
    }
}
