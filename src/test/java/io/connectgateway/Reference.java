package io.connectgateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The examples of Gigs' reference page of Connect Sessions, taken over as they stand there. */
public final class Reference {

    /** The intents that Gigs documents elsewhere, which have no payload. */
    public static final List<String> WITHOUT_PAYLOAD =
            List.of("updatePaymentMethod", "updateUserAddress", "updateUserFullName", "viewSubscriptions");

    private Reference() {}

    /** The body of the page's create. */
    public static ObjectNode create() {
        return read("create");
    }

    /** The body of the page's update. */
    public static ObjectNode update() {
        return read("update");
    }

    /** The session that the page shows first; its intent has all nine payloads at once. */
    public static ObjectNode session() {
        return read("session");
    }

    /** All thirteen intents, each with its payload. */
    public static Stream<ObjectNode> intents() {
        ObjectNode all = (ObjectNode) session().get("intent");
        all.remove("type");
        Stream<ObjectNode> withPayload = all.properties().stream()
                .map(payload -> intent(payload.getKey()).set(payload.getKey(), payload.getValue()));
        return Stream.concat(withPayload, WITHOUT_PAYLOAD.stream().map(Reference::intent));
    }

    private static ObjectNode intent(String type) {
        return JsonNodeFactory.instance.objectNode().put("type", type);
    }

    private static ObjectNode read(String name) {
        try (InputStream example = Reference.class.getResourceAsStream("/reference/" + name + ".json")) {
            return (ObjectNode) Json.parse(new String(example.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
