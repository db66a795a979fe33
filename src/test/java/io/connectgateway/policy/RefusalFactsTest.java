package io.connectgateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Event;
import io.connectgateway.GatewayTest;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Writes each 403 of the policy, message and code, to target/refusals.json for docs/check/tables.py. */
@GatewayTest
@TestProfile(RefusalFactsTest.EveryRule.class)
class RefusalFactsTest {

    /** A deployment in which each rule of the policy has something to refuse. */
    public static final class EveryRule implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of(
                    "connect.policy.intents", "checkoutNewSubscription,viewSubscription,confirmPayment",
                    "connect.policy.plans", "pln_1",
                    "connect.policy.addons", "add_1",
                    "connect.policy.check-ownership", "true");
        }
    }

    private record Refused(CallerKind caller, String body) {}

    private static final String NEW = "'intent':{'type':'checkoutNewSubscription','checkoutNewSubscription':";
    private static final String SUBSCRIPTION =
            "{'type':'viewSubscription','viewSubscription':{'subscription':'sub_1'}}";
    private static final String PAYMENT = "{'type':'confirmPayment','confirmPayment':{'payment':'pay_1'}}";

    private static final List<Refused> REFUSED = List.of(
            new Refused(CallerKind.VERIFIED_EMAIL, NEW + "{'plan':'pln_1'}},'user':'usr_2'"),
            new Refused(CallerKind.KNOWN_USER, NEW + "{'plan':'pln_1'}},'user':'usr_2'"),
            new Refused(CallerKind.ANONYMOUS, NEW + "{'plan':'pln_1'}},'userDetails':{'fullName':'Elaine Benes'}"),
            new Refused(CallerKind.KNOWN_USER, NEW + "{'plan':'pln_1'}},'userDetails':{'email':'other@example.com'}"),
            new Refused(CallerKind.ANONYMOUS, NEW + "{'plan':'pln_1'}},'callbackUrl':'https://other.example/done'"),
            new Refused(CallerKind.ANONYMOUS, "'intent':{'type':'viewSubscriptions'}"),
            new Refused(CallerKind.ANONYMOUS, NEW + "{'plan':'pln_2'}}"),
            new Refused(CallerKind.ANONYMOUS, NEW + "{'plan':'pln_1','addons':['add_2']}}"),
            new Refused(CallerKind.ANONYMOUS, "'intent':" + SUBSCRIPTION),
            new Refused(CallerKind.ANONYMOUS, "'intent':" + PAYMENT));

    @Test
    void writesEachRefusalForTheDocuments() throws IOException {
        ObjectNode refusals = JsonNodeFactory.instance.objectNode();
        for (Refused refused : REFUSED) {
            Event.Answer answer = Event.create("{" + refused.body().replace('\'', '"') + "}")
                    .claims(refused.caller().claims())
                    .send();
            JsonNode error = answer.json();
            assertEquals(403, answer.status(), () -> refused + ": " + answer.text());
            refusals.put(error.path("message").asText(), error.path("code").asText());
        }
        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/refusals.json"), refusals.toPrettyString());

        assertEquals(REFUSED.size(), refusals.size(), refusals::toPrettyString);
    }
}
