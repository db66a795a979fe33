package io.connectgateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A deployment that allows two plans, one add-on, three intents, and no callback. */
abstract class AllowListsTest {

    private static final Set<String> ON = Set.of("checkoutNewSubscription", "checkoutAddon", "viewSubscriptions");

    public static final class FewThings implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "connect.policy.intents", String.join(",", ON),
                    "connect.policy.plans", "pln_1,pln_2",
                    "connect.policy.addons", "add_1",
                    "connect.policy.callback-urls", "");
        }
    }

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void allowsOnlyTheIntentsThatAreOnAndToBackendsToo(ObjectNode intent) {
        Answer answer = Event.create("{\"intent\":" + intent + "}").asBackend().send();

        boolean on = ON.contains(intent.get("type").asText());
        assertEquals(on ? 201 : 403, answer.status());
        assertEquals(on ? "" : "intentNotAllowed", answer.json().path("code").asText());
        assertEquals(on ? 1 : 0, Upstream.gigsRequests().size());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'checkoutNewSubscription':{'plan':'pln_1'}                    |
            'checkoutNewSubscription':{'plan':'pln_2','addons':['add_1']} |
            'checkoutNewSubscription':{'plan':'pln_3'}                    | planNotAllowed
            'checkoutNewSubscription':{'plan':'PLN_1'}                    | validationFailed
            'checkoutNewSubscription':{}                                  | planNotAllowed
            'checkoutNewSubscription':{'plan':'pln_1','addons':['add_2']} | addonNotAllowed
            'checkoutAddon':{'subscription':'sub_1','addons':['add_1']}   |
            'checkoutAddon':{'subscription':'sub_1','addons':['add_1','add_2']} | addonNotAllowed
            """)
    void allowsOnlyTheOffersOfTheListsButAnyToABackend(String payload, String code) {
        String type = payload.substring(0, payload.indexOf(':'));
        String body = ("{'intent':{'type':" + type + "," + payload + "}}").replace('\'', '"');

        Answer shopper = Event.create(body).as("shopper").send();
        Answer backend = Event.create(body).asBackend().send();

        assertEquals(code == null ? "" : code, shopper.json().path("code").asText());
        assertFalse(code != null && shopper.text().contains("_1"), "names what else there is: " + shopper.text());
        assertEquals("validationFailed".equals(code) ? 422 : 201, backend.status());
    }

    @Test
    void refusesEveryCallbackWhereTheListIsEmpty() {
        String body = "{\"intent\":{\"type\":\"viewSubscriptions\"},\"callbackUrl\":\"https://shop.example/done\"}";

        assertEquals(
                "callbackUrlNotAllowed",
                Event.create(body).asBackend().send().json().path("code").asText());
    }
}
