package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.intent.Intent;
import io.connectgateway.intent.IntentType;
import jakarta.validation.Validation;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The schemas of docs/openapi.yaml take and refuse what the gateway takes and refuses. */
class OpenApiTest {

    private static final BodyMapper BODIES =
            new BodyMapper(Validation.buildDefaultValidatorFactory().getValidator());

    private static final ObjectNode DOCUMENT = read();

    private static final String INTENT = "\"intent\":{\"type\":\"viewSubscriptions\"}";

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void takesAnIntentWithItsPayloadAlone(ObjectNode intent) {
        String type = intent.get("type").asText();
        assertEquals(true, agreed("{\"intent\":" + intent + "}"));
        List<ObjectNode> others = Reference.intents().filter(i -> i.size() > 1).toList();
        for (ObjectNode other : others) {
            ObjectNode both = intent.deepCopy().setAll(other);
            both.put("type", type);
            String named = other.get("type").asText();
            assertEquals(named.equals(type), agreed("{\"intent\":" + both + "}"), named);
        }
        boolean hasPayload = intent.remove(type) != null;
        assertEquals(!hasPayload, agreed("{\"intent\":" + intent + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'type':'sell'}",
                "{'type':'updatePaymentMethod','updatePaymentMethod':{}}",
                "{'type':'cancelSubscription','cancelSubscription':{}}",
                "{'type':'cancelSubscription','cancelSubscription':{'subscription':null}}",
                "{'type':'cancelSubscription','cancelSubscription':{'subscription':'xsub_1'}}",
                "{'type':'cancelSubscription','cancelSubscription':{'subscription':'sub_1/'}}",
                "{'type':'cancelSubscription','cancelSubscription':{'subscription':'sub_1','x':1}}",
                "{'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':[]}}",
                "{'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':['add_1','add_1']}}",
                "{'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':[null]}}",
                "{'type':'checkoutNewSubscription','checkoutNewSubscription':{'addons':[]}}",
                "{'type':'checkoutNewSubscription','checkoutNewSubscription':{'imei':'4901542032375181'}}",
                "{'type':'checkoutNewSubscription','checkoutNewSubscription':{'voucherCode':''}}",
                "{'type':'completePorting','completePorting':{'subscription':'sub_1','behavior':{'hideIntroPage':1}}}",
                "{'type':'confirmPayment','confirmPayment':{'payment':'sub_1'}}"
            })
    void refusesAnIntent(String intent) {
        assertEquals(false, agreed("{'intent':" + intent + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'appearance':{'theme':'light, dark'}",
                "'appearance':{'theme':'xlight'}",
                "'callbackUrl':''",
                "'callbackUrl':'/done'",
                "'user':'usr_'",
                "'user':'usr_1 '",
                "'userDetails':{'birthday':'31.12.1990'}",
                "'userDetails':{'email':''}",
                "'userDetails':{'email':'jerry'}",
                "'userDetails':{'metadata':{'gigs.com/x':'1'}}",
                "'userDetails':{'metadata':{'':'1'}}",
                "'userDetails':{'metadata':{'k':null}}",
                "'userDetails':{'fullName':''}",
                "'userDetails':{'name':'J'}",
                "'project':'dev'"
            })
    void refusesAProperty(String property) {
        assertEquals(false, agreed("{" + INTENT + "," + property + "}"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'appearance':null,'userDetails':null,'user':null,'callbackUrl':null",
                "'appearance':{'theme':null},'userDetails':{'email':null,'metadata':null}",
                "'callbackUrl':'myapp://done','user':'usr_1','userDetails':{'birthday':'1990-12-31','metadata':{'gigs':'com'}}"
            })
    void takesAProperty(String property) {
        assertEquals(true, agreed("{" + INTENT + "," + property + "}"));
    }

    @Test
    void takesAnUpdateThatSaysSomething() {
        Stream.of("'user':null", "'callbackUrl':null", "'appearance':{}", "'userDetails':{}")
                .forEach(property -> assertEquals(true, agreed("UpdateSession", "{" + property + "}", BODIES::update)));
        Stream.of("", "'appearance':null", "'userDetails':null,'appearance':null", INTENT)
                .forEach(property ->
                        assertEquals(false, agreed("UpdateSession", "{" + property + "}", BODIES::update), property));
    }

    @Test
    void hasTheIntentsAndThePropertiesOfTheCode() {
        Set<String> types =
                Stream.of(IntentType.values()).map(IntentType::toString).collect(Collectors.toSet());
        assertEquals(types, names(DOCUMENT.at("/components/schemas/Intent/discriminator/mapping")));
        Set<String> body = names(SessionBody.class);
        assertEquals(body, names(DOCUMENT.at("/components/schemas/CreateSession/properties")));
        body.remove("intent");
        assertEquals(body, names(DOCUMENT.at("/components/schemas/UpdateSession/properties")));
        Stream.of(
                        SessionBody.Appearance.class,
                        SessionBody.UserDetails.class,
                        Intent.SubscriptionPayload.class,
                        Intent.CheckoutAddon.class,
                        Intent.CheckoutNewSubscription.class,
                        Intent.CompletePorting.class,
                        Intent.ConfirmPayment.class)
                .forEach(record -> assertEquals(
                        names(record),
                        names(DOCUMENT.at("/components/schemas/" + record.getSimpleName() + "/properties"))));
    }

    private static boolean agreed(String body) {
        return agreed("CreateSession", body, BODIES::create);
    }

    /** Whether both the schema and the gateway take the body; they have to agree. */
    private static boolean agreed(String schema, String body, Function<byte[], ?> gateway) {
        String json = body.replace('\'', '"');
        boolean taken;
        try {
            gateway.apply(json.getBytes(UTF_8));
            taken = true;
        } catch (InvalidBodyException | MalformedBodyException refused) {
            taken = false;
        }
        var problems = schema(schema).validate(Json.parse(json));
        assertEquals(taken, problems.isEmpty(), () -> json + " " + problems);
        return taken;
    }

    private static JsonSchema schema(String name) {
        JsonNode root = DOCUMENT.deepCopy().put("$ref", "#/components/schemas/" + name);
        var config =
                SchemaValidatorsConfig.builder().formatAssertionsEnabled(true).build();
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root, config);
    }

    private static Set<String> names(Class<?> record) {
        return Stream.of(record.getRecordComponents())
                .map(RecordComponent::getName)
                .collect(Collectors.toSet());
    }

    private static Set<String> names(JsonNode object) {
        Set<String> names = new TreeSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static ObjectNode read() {
        try {
            return (ObjectNode) new YAMLMapper().readTree(new File("docs/openapi.yaml"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
