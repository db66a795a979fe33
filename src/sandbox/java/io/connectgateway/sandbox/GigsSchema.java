package io.connectgateway.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Checks a body against {@code gigs/connectSession.schema.json}, which follows Gigs' reference. */
final class GigsSchema {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static final ObjectNode FILE = read();

    private final JsonSchema schema;

    /** @param definition {@code create} or {@code update} */
    GigsSchema(String definition) {
        JsonNode root = FILE.deepCopy().put("$ref", "#/$defs/" + definition);
        var config = SchemaValidatorsConfig.builder()
                .pathType(PathType.JSON_PATH)
                .formatAssertionsEnabled(true)
                .build();
        schema = JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(root, config);
    }

    /** The types of all intents in Gigs' documentation. */
    static List<String> intents() {
        var types = new ArrayList<String>();
        FILE.at("/$defs/intent/properties/type/enum").forEach(type -> types.add(type.textValue()));
        return types;
    }

    /** One detail for each violation, as Gigs writes them. */
    List<JsonObject> violations(JsonObject body) {
        return schema.validate(JSON.valueToTree(body.getMap())).stream()
                .map(GigsSchema::detail)
                .toList();
    }

    private static JsonObject detail(ValidationMessage violation) {
        String parent = violation.getInstanceLocation().toString().replaceFirst("^\\$\\.?", "");
        String property = violation.getProperty();
        String path = property == null ? parent : parent.isEmpty() ? property : parent + "." + property;
        String code = switch (violation.getType()) {
            case "required" -> "propertyRequired";
            case "additionalProperties", "propertyNames" -> "propertyUnknown";
            default -> "propertyInvalid";
        };
        return FakeGigsError.detail(code, path, violation.getError());
    }

    private static ObjectNode read() {
        try (InputStream file = GigsSchema.class.getResourceAsStream("/gigs/connectSession.schema.json")) {
            return (ObjectNode) JSON.readTree(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
