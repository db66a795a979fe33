package io.connectgateway.session;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
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
    void forwardsTheKeyAsItIs(String key) {
        assertEquals(201, create(key).status());
        assertEquals(key, Upstream.gigsRequests().get(0).getHeader("Idempotency-Key"));
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

    private static Answer create(String key) {
        return Event.create(Reference.create().toString())
                .header("idempotency-key", key)
                .asBackend()
                .send();
    }
}
