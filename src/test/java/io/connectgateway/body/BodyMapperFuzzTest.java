package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.code_intelligence.jazzer.junit.FuzzTest;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import jakarta.validation.Validation;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** From any bytes to the body that Gigs gets: refused with an error of the gateway, or passed on as it is. */
class BodyMapperFuzzTest {

    private static final BodyMapper BODIES = new BodyMapper(Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new ParameterMessageInterpolator())
            .buildValidatorFactory()
            .getValidator());

    /** One method for both bodies, because Jazzer fuzzes one method in a process. */
    @FuzzTest
    void passesOnOrRefuses(byte[] body) {
        create(body);
        update(body);
    }

    private static void create(byte[] body) {
        JsonNode sent = passOn(body, BODIES::create);
        if (sent != null) {
            ObjectNode intent = (ObjectNode) sent.path("intent");
            Set<String> payload = new TreeSet<>();
            intent.fieldNames().forEachRemaining(payload::add);
            payload.remove("type");
            String type = intent.path("type").asText();
            assertEquals(Reference.WITHOUT_PAYLOAD.contains(type) ? Set.of() : Set.of(type), payload);
        }
    }

    private static void update(byte[] body) {
        JsonNode sent = passOn(body, BODIES::update);
        assertTrue(sent == null || !sent.isEmpty() && !sent.has("intent"));
    }

    /** The body that Gigs gets; null if it is refused. */
    private static JsonNode passOn(byte[] body, Function<byte[], SessionBody> read) {
        String sent;
        try {
            sent = new String(BODIES.write(read.apply(body)), UTF_8);
        } catch (MalformedBodyException | InvalidBodyException e) {
            assertTrue(e.getMessage().length() < 1_000);
            return null;
        }
        assertEquals(withoutNulls(Json.parse(new String(body, UTF_8))), withoutNulls(Json.parse(sent)));
        return Json.parse(sent);
    }

    /** An explicit null means the same as nothing where it is not passed on. */
    private static JsonNode withoutNulls(JsonNode json) {
        if (json instanceof ObjectNode object) {
            object.properties().removeIf(property -> property.getValue().isNull());
            object.forEach(BodyMapperFuzzTest::withoutNulls);
        }
        return json;
    }
}
