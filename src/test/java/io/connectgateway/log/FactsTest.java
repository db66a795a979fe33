package io.connectgateway.log;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import io.connectgateway.Json;
import io.connectgateway.sandbox.InvocationContext;
import io.smallrye.config.ConfigMapping;
import io.smallrye.config.ConfigMappings.ConfigClass;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Writes what the code knows to target/facts.json. docs/check/tables.py makes the documents' tables of it. */
class FactsTest {

    @Test
    void writesTheFactsForTheDocuments() throws Exception {
        ObjectNode facts = JsonNodeFactory.instance.objectNode();
        var defaults = new TreeMap<String, String>();
        new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests()).importPackages("io.connectgateway").stream()
                        .filter(type -> type.isAnnotatedWith(ConfigMapping.class))
                        .map(JavaClass::reflect)
                        .forEach(mapping ->
                                defaults.putAll(ConfigClass.configClass(mapping).getProperties()));
        defaults.keySet().removeIf(key -> key.endsWith("[*]"));
        ObjectNode configuration = facts.putObject("configuration");
        defaults.forEach(configuration::put);
        ObjectNode log = facts.putObject("log");
        wholeLine().properties().forEach(field -> log.put(field.getKey(), kind(field.getValue())));

        ObjectNode errors = facts.putObject("errors");
        for (Object row : Class.forName("io.connectgateway.error.ErrorTable").getEnumConstants()) {
            // The policy has a code for each refusal: RefusalFactsTest.
            if (valueOf(row, "code") instanceof String code) {
                errors.putObject(code)
                        .put("status", String.valueOf(valueOf(row, "status")))
                        .put("type", String.valueOf(valueOf(row, "type")));
            }
        }

        Files.createDirectories(Path.of("target"));
        Files.writeString(Path.of("target/facts.json"), facts.toPrettyString());

        assertTrue(defaults.size() > 10 && log.size() > 10 && errors.size() > 10, facts::toPrettyString);
    }

    private static Object valueOf(Object row, String name) throws ReflectiveOperationException {
        Field field = row.getClass().getDeclaredField(name);
        field.setAccessible(true);
        return field.get(row);
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
}
