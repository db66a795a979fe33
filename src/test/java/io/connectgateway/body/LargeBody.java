package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

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
        add(bodies, false);
        add(bodies, true);
        return bodies;
    }

    private static void add(List<LargeBody> bodies, boolean isUpdate) {
        walk(SessionBody.class, List.of(), (path, isList) -> {
            if (isUpdate && path.contains("intent")) {
                return;
            }
            boolean isBounded = isList != null;
            (isBounded && isList ? ELEMENTS : MEMBERS)
                    .forEach((kind, entry) -> bodies.add(filled(kind, path, isUpdate, isBounded, isList, entry)));
        });
    }

    /** @param isList null for an object */
    private static LargeBody filled(
            String kind, List<String> path, boolean isUpdate, boolean isBounded, Boolean isList, String entry) {
        String brackets = isBounded && isList ? "[]" : "{}";
        String before = path.stream().map("{\"%s\":"::formatted).reduce("", String::concat) + brackets.charAt(0);
        String after = brackets.charAt(1) + "}".repeat(path.size());
        StringBuilder content = new StringBuilder();
        int entries = 0;
        int room = MAX_LENGTH - before.length() - after.length();
        for (String next = entry.formatted(0); room > bytes(next); next = "," + entry.formatted(entries)) {
            content.append(next);
            room -= bytes(next);
            entries++;
        }
        String json = before + content + after;
        String container = String.join(".", path);
        String name = (isUpdate ? "an update with " : "a create with ") + kind + " in " + container;
        return new LargeBody(name, isUpdate, container, isBounded, entries, json);
    }

    private static int bytes(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static void walk(Type type, List<String> path, Visitor visitor) {
        if (type instanceof ParameterizedType container) {
            Class<?> raw = (Class<?>) container.getRawType();
            if (raw == List.class || raw == Map.class) {
                visitor.visit(path, raw == List.class);
            }
        } else if (type instanceof Class<?> object && object.isRecord()) {
            visitor.visit(path, null);
            for (RecordComponent component : object.getRecordComponents()) {
                List<String> below = Stream.concat(path.stream(), Stream.of(component.getName()))
                        .toList();
                walk(component.getGenericType(), below, visitor);
            }
        }
    }

    private interface Visitor {
        void visit(List<String> path, Boolean isList);
    }

    @Override
    public String toString() {
        return name;
    }
}
