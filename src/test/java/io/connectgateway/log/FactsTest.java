package io.connectgateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Event;
import io.connectgateway.GatewayTest;
import io.connectgateway.Json;
import io.connectgateway.sandbox.InvocationContext;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Writes facts of the code to target/facts.json. docs/check/tables.py makes the documents' tables from them. */
@GatewayTest
@TestProfile(FactsTest.EveryRule.class)
class FactsTest {

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

    private record Refused(Map<String, String> claims, String body) {}

    private static final Map<String, String> VISITOR = Map.of("sub", "1");
    private static final Map<String, String> NEW_CUSTOMER =
            Map.of("sub", "1", "email", "own@example.com", "email_verified", "true");
    private static final Map<String, String> KNOWN_USER = Map.of("sub", "1", "gigs_user", "usr_1");

    private static final String NEW = "'intent':{'type':'checkoutNewSubscription','checkoutNewSubscription':";

    private static final List<Refused> REFUSED = List.of(
            new Refused(NEW_CUSTOMER, NEW + "{'plan':'pln_1'}},'user':'usr_2'"),
            new Refused(KNOWN_USER, NEW + "{'plan':'pln_1'}},'user':'usr_2'"),
            new Refused(VISITOR, NEW + "{'plan':'pln_1'}},'userDetails':{'fullName':'Elaine Benes'}"),
            new Refused(NEW_CUSTOMER, NEW + "{'plan':'pln_1'}},'userDetails':{'email':'other@example.com'}"),
            new Refused(VISITOR, NEW + "{'plan':'pln_1'}},'callbackUrl':'https://other.example/done'"),
            new Refused(VISITOR, "'intent':{'type':'viewSubscriptions'}"),
            new Refused(VISITOR, NEW + "{'plan':'pln_2'}}"),
            new Refused(VISITOR, NEW + "{'plan':'pln_1','addons':['add_2']}}"),
            new Refused(VISITOR, "'intent':{'type':'viewSubscription','viewSubscription':{'subscription':'sub_1'}}"),
            new Refused(VISITOR, "'intent':{'type':'confirmPayment','confirmPayment':{'payment':'pay_1'}}"));

    @Test
    void writesTheFactsForTheDocuments() throws Exception {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        addConfiguration(facts.putObject("configuration"));
        ObjectNode log = facts.putObject("log");
        wholeLine().properties().forEach(field -> log.put(field.getKey(), kind(field.getValue())));
        addErrors(facts.putObject("errors"));
        addRefusals(facts.putObject("refusals"));

        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/facts.json"), facts.toPrettyString());

        assertTrue(facts.properties().stream().allMatch(fact -> fact.getValue().size() > 9), facts::toPrettyString);
    }

    /** Each key of the configuration with its default. */
    private static void addConfiguration(ObjectNode facts) throws IOException {
        Path classes = Path.of("target/classes");
        var defaults = new TreeMap<String, String>();
        try (Stream<Path> files = Files.walk(classes.resolve("io/connectgateway"))) {
            files.map(file -> classes.relativize(file).toString())
                    .filter(file -> file.endsWith(".class"))
                    .map(file -> file.replace(".class", "").replace('/', '.'))
                    .map(FactsTest::loaded)
                    .filter(type -> type.isAnnotationPresent(ConfigMapping.class))
                    .forEach(mapping ->
                            defaults.putAll(ConfigClass.configClass(mapping).getProperties()));
        }
        defaults.keySet().removeIf(key -> key.endsWith("[*]"));
        defaults.forEach(facts::put);
    }

    private static Class<?> loaded(String name) {
        try {
            return Class.forName(name, false, FactsTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    private static JsonNode wholeLine() {
        var requests = new RequestLog();
        var line = new RequestLine();
        line.route = line.client = line.intent = line.session = "text";
        line.addCall(200, "reset", 0);
        requests.begin(null, InvocationContext.starting("id-1", 1_000));
        return Json.parse(new JsonLines(requests).format(line));
    }

    private static String kind(JsonNode value) {
        return value.isTextual() ? "string" : value.isBoolean() ? "boolean" : "number";
    }

    /** Each code with its status and type. A refusal of the policy has a code of its own. */
    private static void addErrors(ObjectNode facts) throws ReflectiveOperationException {
        for (Object row : Class.forName("io.connectgateway.error.ErrorTable").getEnumConstants()) {
            if (valueOf(row, "code") instanceof String code) {
                facts.putObject(code)
                        .put("status", String.valueOf(valueOf(row, "status")))
                        .put("type", String.valueOf(valueOf(row, "type")));
            }
        }
    }

    /** The answer of the row's method of this name, or its field. */
    private static Object valueOf(Object row, String name) throws ReflectiveOperationException {
        for (Method method : row.getClass().getDeclaredMethods()) {
            if (method.getName().equals(name) && method.getParameterCount() == 0) {
                method.setAccessible(true);
                return method.invoke(row);
            }
        }
        Field field = row.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(row);
    }

    /** Each 403 of the policy: its message and its code. */
    private static void addRefusals(ObjectNode facts) {
        for (Refused refused : REFUSED) {
            String body = "{" + refused.body().replace('\'', '"') + "}";
            Event.Answer answer = Event.create(body).claims(refused.claims()).send();
            assertEquals(403, answer.status(), () -> refused + ": " + answer.text());
            JsonNode error = answer.json();
            facts.put(error.path("message").asText(), error.path("code").asText());
        }
    }
}
