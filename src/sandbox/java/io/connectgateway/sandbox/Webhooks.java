package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.client.HttpResponse;
import io.vertx.ext.web.client.WebClient;
import io.vertx.ext.web.client.WebClientOptions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Sends Gigs' webhooks: a POST for each event, signed as Standard Webhooks and repeated until the answer is 2xx. Gigs
 * does not guarantee the order or a single delivery. So of three people who finish, the events of the second come in
 * reverse order, and the first event of the third comes again at the end.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks/blob/main/spec/standard-webhooks.md">
 *     Standard Webhooks</a>
 */
final class Webhooks {
    private static final int ATTEMPTS = 10;
    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final String PREFIX = "whsec_";

    /** @param id the same for every attempt */
    private record Message(String id, String type, String body) {}

    private final Vertx vertx;
    private final URI target;
    private final Duration firstPause;
    private final Consumer<String> console;
    private final WebClient client;
    private final String secret;
    private final AtomicInteger finished = new AtomicInteger();

    /** @param firstPause before a second attempt; each further pause is twice as long */
    Webhooks(Vertx vertx, URI target, Duration firstPause, Consumer<String> console) {
        this.vertx = vertx;
        this.target = target;
        this.firstPause = firstPause;
        this.console = console;
        client = WebClient.create(vertx, new WebClientOptions().setFollowRedirects(false));
        byte[] key = new byte[32];
        new SecureRandom().nextBytes(key);
        secret = PREFIX + Base64.getEncoder().encodeToString(key);
    }

    /** @throws IllegalArgumentException with a message for the user */
    static URI target(String value) {
        try {
            URI uri = URI.create(value);
            if (uri.getHost() != null && List.of("http", "https").contains(uri.getScheme())) {
                return uri;
            }
        } catch (IllegalArgumentException e) {
            // refused below
        }
        throw new IllegalArgumentException(
                "sandbox.webhook is " + value + ": give the address of your endpoint, such as "
                        + "-Dsandbox.webhook=http://localhost:3000/gigs-webhooks.");
    }

    String secret() {
        return secret;
    }

    /** Sends the events of one person, oldest first. */
    void send(List<GigsEvent> events) {
        var messages = new ArrayList<Message>();
        events.forEach(event -> messages.add(
                new Message("msg_" + Ids.random(27), event.type(), event.json().encode())));
        int turn = finished.getAndIncrement() % 3;
        if (turn == 1) {
            Collections.reverse(messages);
        } else if (turn == 2) {
            messages.add(messages.get(0));
        }
        Future<Void> before = Future.succeededFuture();
        for (Message message : messages) {
            before = before.compose(done -> attempt(message, 1));
        }
    }

    /** Completes after the first attempt, also after a failed one, so that no message waits for repetitions. */
    private Future<Void> attempt(Message message, int number) {
        long now = Instant.now().getEpochSecond();
        return client.postAbs(target.toString())
                .timeout(TIMEOUT.toMillis())
                .putHeader("content-type", "application/json")
                .putHeader("webhook-id", message.id)
                .putHeader("webhook-timestamp", Long.toString(now))
                .putHeader("webhook-signature", signature(secret, message.id, now, message.body))
                .sendBuffer(Buffer.buffer(message.body))
                .onComplete(answer -> ended(message, number, answer.result()))
                .transform(answer -> Future.succeededFuture());
    }

    private void ended(Message message, int number, HttpResponse<Buffer> answer) {
        String line = message.type + " " + message.id + ": " + (answer == null ? "no answer" : answer.statusCode());
        if (answer != null && answer.statusCode() / 100 == 2) {
            console.accept(line);
        } else if (number == ATTEMPTS) {
            console.accept(line + ", given up");
        } else {
            Duration pause = firstPause.multipliedBy(1L << (number - 1));
            console.accept(line + ", again in " + pause.toSeconds() + " s");
            vertx.setTimer(pause.toMillis(), timer -> attempt(message, number + 1));
        }
    }

    static String signature(String secret, String id, long timestamp, String body) {
        byte[] key = Base64.getDecoder().decode(secret.substring(PREFIX.length()));
        try {
            Mac hmac = Mac.getInstance("HmacSHA256");
            hmac.init(new SecretKeySpec(key, "HmacSHA256"));
            byte[] signature = hmac.doFinal((id + "." + timestamp + "." + body).getBytes(StandardCharsets.UTF_8));
            return "v1," + Base64.getEncoder().encodeToString(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
