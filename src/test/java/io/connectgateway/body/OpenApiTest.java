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
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas of docs/openapi.yaml take and refuse what the gateway takes and refuses. */
class OpenApiTest {

    private static final ObjectNode DOCUMENT = read();

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

    /** Whether both the schema and the gateway take the body; they have to agree. */
    private static boolean agreed(String body) {
        boolean taken;
        try {
            BodyMapperTest.BODIES.create(body.getBytes(UTF_8));
            taken = true;
        } catch (InvalidBodyException refused) {
            taken = false;
        }
        assertEquals(taken, takes("CreateSession", body), body);
        return taken;
    }

    /** Whether a schema takes the body. BodyMapperTest asks this of each of its bodies. */
    static boolean takes(String schema, String json) {
        return schema(schema).validate(Json.parse(json)).isEmpty();
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
