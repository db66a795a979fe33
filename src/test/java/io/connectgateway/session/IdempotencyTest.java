package io.connectgateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose project has Gigs' idempotency keys. */
abstract class IdempotencyTest {

    private static final String CREATE = Reference.create().toString();

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "with, comma; and ~", "\"quoted\""})
    void forwardsAHashOfTheKeyThatIsTheSameEachTime(String key) {
        String first = forwarded(key, BACKEND);

        assertTrue(first.matches("[0-9a-f]{64}"), first);
        assertEquals(first, forwarded(key, BACKEND));
        assertNotEquals(first, forwarded(key + "2", BACKEND));
    }

    @Test
    void sharesNoKeyBetweenTwoCallers() {
        List<Map<String, String>> callers = List.of(
                BACKEND,
                with("sub", "backend-2"),
                with("client_id", "another-backend"),
                with("iss", "https://id.example"),
                with("iss", "https://id.example/"),
                // The same text altogether, cut at another place.
                with("client_id", "shop-backendb", "sub", "ackend"));

        Set<String> keys =
                callers.stream().map(caller -> forwarded("order-1", caller)).collect(Collectors.toSet());
        assertEquals(callers.size(), keys.size());
    }

    @Test
    void refusesAKeyThatIsNot1To255PrintableCharacters() {
        for (String key : List.of("", " ", "ü", "\0", "a\tb", "a\r\nX: y", "k".repeat(256))) {
            Answer answer = create(key);
            assertEquals(422, answer.status());
            assertEquals(
                    "Idempotency-Key", answer.json().at("/details/0/property").asText());
        }
        assertEquals(0, Upstream.gigsRequests().size());
        assertEquals(201, create("k".repeat(255)).status());
    }

    @Test
    void sendsNoneWhereTheCallerSentNone() {
        Event.create(CREATE).asBackend().send();
        assertNull(Upstream.gigsRequests().get(0).getHeader("Idempotency-Key"));
    }

    private static final Map<String, String> BACKEND =
            Map.of("sub", "backend", "client_id", "shop-backend", "scope", "connect:backend");

    private static Map<String, String> with(String... claims) {
        Map<String, String> all = new HashMap<>(BACKEND);
        for (int i = 0; i < claims.length; i += 2) {
            all.put(claims[i], claims[i + 1]);
        }
        return all;
    }

    private static String forwarded(String key, Map<String, String> caller) {
        Upstream.GIGS.resetRequests();
        Event event = Event.create(CREATE).header("idempotency-key", key);
        assertEquals(201, event.claims(caller).send().status());
        return Upstream.gigsRequests().get(0).getHeader("Idempotency-Key");
    }

    private static Answer create(String key) {
        return Event.create(CREATE).header("idempotency-key", key).asBackend().send();
    }
}
