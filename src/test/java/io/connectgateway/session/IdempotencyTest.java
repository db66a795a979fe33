package io.connectgateway.session;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A deployment whose project has Gigs' idempotency keys. */
abstract class IdempotencyTest {

    public static final class KeysOn implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connect.gigs.idempotency-keys", "true");
        }
    }

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
    }

    @ParameterizedTest
    @ValueSource(strings = {"k", "8d2b0f5e-6f0e-4b3c-9c33-2f5a1d7a4d10", "with, comma; and ~", "\"quoted\""})
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

        assertEquals(
                callers.size(),
                callers.stream()
                        .map(caller -> forwarded("order-1", caller))
                        .distinct()
                        .count());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"usr_other\"", "null"})
    void passesNoSessionOnThatIsForAnotherUserThanAskedFor(String user) {
        Upstream.gigsAnswers(jsonResponse(
                Reference.session().<ObjectNode>set("user", Json.parse(user)).toString(), 201));

        for (Map<String, String> caller :
                List.of(BACKEND, Map.of("sub", "x", "gigs_user", "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d"))) {
            Event event = Event.create(
                    "{\"intent\":{\"type\":\"viewSubscriptions\"},\"user\":\"usr_0SNlurA049MEWV4OpCwsNyC9Kn2d\"}");
            Answer answer =
                    event.header("idempotency-key", "used").claims(caller).send();

            assertEquals(502, answer.status());
            assertEquals("gigsUnexpectedResponse", answer.json().path("code").asText());
            assertFalse(answer.text().contains("usr_other") || answer.text().contains("token="), answer.text());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "ü", "a\tb", "a\r\nX: y"})
    void refusesAKeyThatIsEmptyOrNotPrintable(String key) {
        Answer answer = create(key);
        assertEquals(422, answer.status());
        assertEquals("Idempotency-Key", answer.json().at("/details/0/property").asText());
        assertEquals(0, Upstream.gigsRequests().size());
    }

    @Test
    void refusesAKeyThatIsTooLong() {
        assertEquals(201, create("k".repeat(255)).status());
        assertEquals(422, create("k".repeat(256)).status());
    }

    @Test
    void sendsNoneWhereTheCallerSentNone() {
        Event.create(Reference.create().toString()).asBackend().send();
        assertEquals(null, Upstream.gigsRequests().get(0).getHeader("Idempotency-Key"));
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
        Event event = Event.create(Reference.create().toString()).header("idempotency-key", key);
        assertEquals(201, event.claims(caller).send().status());
        return Upstream.gigsRequests().get(0).getHeader("Idempotency-Key");
    }

    private static Answer create(String key) {
        return Event.create(Reference.create().toString())
                .header("idempotency-key", key)
                .asBackend()
                .send();
    }
}
