package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectgateway.Json;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A body of about 32 KiB that fills one list, map or object.
 *
 * @param container the path of what is filled; empty for the body itself
 * @param isBounded whether a rule limits the number of its entries
 * @param entries how many it has
 */
public record LargeBody(String name, boolean isUpdate, String container, boolean isBounded, int entries, String json) {

    private static final int MAX_LENGTH = 32 * 1024;

    private static final Map<String, String> ELEMENTS = Map.of(
            "empty entries", "\"\"",
            "nulls", "null",
            "good ids", "\"add_%d\"",
            "one id again and again", "\"add_1\"",
            "long entries", "\"" + "\\u0000".repeat(100) + "\"");

    private static final Map<String, String> MEMBERS = Map.of(
            "short names", "\"%d\":\"\"",
            "nulls", "\"%d\":null",
            "forbidden names", "\"gigs.com%d\":\"\"",
            "long names", "\"%d" + "\\u0000".repeat(100) + "\":\"\"",
            "names of other scripts", "\"%d" + "\u20ac".repeat(64) + "\":\"\"");

    /** Each container of each body, filled in each way. */
    public static List<LargeBody> all() {
        List<LargeBody> bodies = new ArrayList<>();
        add(bodies, SessionBody.class, "");
        return bodies;
    }

    private static void add(List<LargeBody> bodies, Type type, String path) {
        Object container = type instanceof ParameterizedType generic ? generic.getRawType() : type;
        boolean isBounded = container == List.class || container == Map.class;
        boolean isObject = container instanceof Class<?> raw && raw.isRecord();
        if (isBounded || isObject) {
            (container == List.class ? ELEMENTS : MEMBERS).forEach((kind, entry) -> {
                bodies.add(filled("a create with " + kind, false, path, isBounded, entry));
                if (!path.startsWith("intent")) {
                    bodies.add(filled("an update with " + kind, true, path, isBounded, entry));
                }
            });
        }
        if (isObject) {
            for (RecordComponent component : ((Class<?>) container).getRecordComponents()) {
                String name = component.getName();
                add(bodies, component.getGenericType(), path.isEmpty() ? name : path + "." + name);
            }
        }
    }

    private static LargeBody filled(String kind, boolean isUpdate, String path, boolean isBounded, String entry) {
        String brackets = ELEMENTS.containsValue(entry) ? "[%s]" : "{%s}";
        String body = path.isEmpty() ? brackets : "{\"" + path.replace(".", "\":{\"") + "\":" + brackets;
        body += "}".repeat(path.isEmpty() ? 0 : path.split("\\.").length);
        int entries = (MAX_LENGTH - body.length()) / (entry.formatted(9_999) + ",").getBytes(UTF_8).length;
        String json = body.formatted(Json.numbered(entry, entries));
        return new LargeBody(kind + " in " + path, isUpdate, path, isBounded, entries, json);
    }

    @Override
    public String toString() {
        return name;
    }
}
