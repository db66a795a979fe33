package io.connectgateway.error;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.body.LargeBody;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * An event that nobody should send.
 *
 * @param event its JSON
 * @param statuses one of which the answer has; below 300 it is a good request after all
 */
public record HostileInput(String name, String event, Set<Integer> statuses) {

    private static final String INTENT =
            "\"intent\":{\"type\":\"checkoutNewSubscription\",\"checkoutNewSubscription\":{}}";

    /** All of them. */
    public static List<HostileInput> all() {
        return Stream.of(events(), json()).flatMap(List::stream).toList();
    }

    /** Odd events, and odd bodies. */
    static List<HostileInput> events() {
        return Stream.of(
                        bodies(),
                        largeBodies(),
                        encodedBodies(),
                        mediaTypes(),
                        headers(),
                        paths(),
                        methods(),
                        oddEvents())
                .flatMap(List::stream)
                .toList();
    }

    private static List<HostileInput> bodies() {
        Map<String, String> malformed = new LinkedHashMap<>();
        malformed.put("empty", "");
        malformed.put("blank", " \n");
        malformed.put("null", "null");
        malformed.put("an array of bodies", "[" + Canaries.CREATE + "]");
        malformed.put("a string that holds a body", Json.of(Canaries.CREATE));
        malformed.put("two bodies", Canaries.CREATE + Canaries.CREATE);
        malformed.put("trailing bracket", Canaries.CREATE + "}");
        malformed.put("trailing NUL", Canaries.CREATE + "\0");
        malformed.put("a form", "intent=checkoutNewSubscription&email=" + Canaries.EMAIL);
        malformed.put("XML", "<!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>");
        malformed.put("YAML", "intent:\n  type: checkoutNewSubscription");
        malformed.put("single quotes", Canaries.CREATE.replace('"', '\''));
        malformed.put("a comment", "/* " + Canaries.NAME + " */" + Canaries.CREATE);
        malformed.put("a byte order mark", "\ufeff" + Canaries.CREATE);
        malformed.put("16,000 brackets", "[".repeat(16_000));
        malformed.put("5,000 objects", "{\"a\":".repeat(5_000));
        malformed.put("2,000 brackets in a property", with("\"appearance\":" + "[".repeat(2_000) + "]".repeat(2_000)));
        malformed.put("2,000 brackets in an unknown property", with("\"a\":" + "[".repeat(2_000) + "]".repeat(2_000)));
        malformed.put("a number of 20,000 digits", with("\"a\":" + "9".repeat(20_000)));
        malformed.put("a name of 31,000 characters, cut off", "{\"" + "a".repeat(31_000));
        malformed.put("a duplicate key", with(INTENT));
        malformed.put("a duplicate key deep down", with("\"userDetails\":{\"email\":\"a@b.c\",\"email\":\"d@e.f\"}"));
        malformed.put("a duplicate unknown key", with("\"a\":{\"b\":1,\"b\":2}"));
        malformed.put("a number for a string", with("\"callbackUrl\":1e999999999"));
        malformed.put("a number beyond range", with("\"callbackUrl\":" + "9".repeat(900)));
        malformed.put("an object for a string", with("\"user\":{}"));
        malformed.put("a string for an object", with("\"userDetails\":\"" + Canaries.NAME + "\""));
        malformed.put("a number for an enum", with("\"appearance\":{\"theme\":1}"));
        malformed.put("a boolean for an enum", with("\"appearance\":{\"theme\":true}"));
        malformed.put("an object in metadata", with("\"userDetails\":{\"metadata\":{\"a\":{}}}"));
        malformed.put("half a surrogate pair, escaped", with("\"userDetails\":{\"fullName\":\"\\ud83d\"}"));
        malformed.put("half a surrogate pair in a key", with("\"userDetails\":{\"metadata\":{\"\\udc00\":\"b\"}}"));
        malformed.put("an escaped half pair twice", with("\"userDetails\":{\"fullName\":\"\\udc00\\ud83d\"}"));

        Map<String, String> invalid = new LinkedHashMap<>();
        invalid.put("an empty object", "{}");
        invalid.put("a prototype", "{\"__proto__\":{\"admin\":true}}");
        invalid.put("a Java type", with("\"@class\":\"java.net.URL\",\"@type\":\"x\""));
        invalid.put("an unknown key with a control character", with("\"\\u0000\\r\\n\":1"));
        invalid.put("an unknown key of 20,000 characters", with("\"" + "a".repeat(20_000) + "\":1"));
        invalid.put("1,000 unknown keys", with(Json.numbered("\"a%d\":1", 1_000)));
        invalid.put("1,000 repeated add-ons", intent("addons", "[" + Json.numbered("\"add_1\"", 1_000) + "]"));
        invalid.put("3,000 empty add-ons", intent("addons", "[" + Json.numbered("\"\"", 3_000) + "]"));
        invalid.put("an empty enum", with("\"appearance\":{\"theme\":\"\"}"));
        invalid.put("a null add-on", intent("addons", "[null]"));
        invalid.put("an expression", with("\"userDetails\":{\"email\":\"${7*7}#{7*7}\"}"));
        invalid.put("an expression in a key", with("\"userDetails\":{\"metadata\":{\"gigs.com${7*7}\":\"b\"}}"));
        invalid.put(
                "an email of 20,000 characters", with("\"userDetails\":{\"email\":\"" + "a@".repeat(10_000) + "\"}"));
        invalid.put("an email of dots", with("\"userDetails\":{\"email\":\"a@" + "a.".repeat(10_000) + "\"}"));
        invalid.put("a birthday in the year 10000", with("\"userDetails\":{\"birthday\":\"+10000-01-01\"}"));
        invalid.put("a birthday that is no day", with("\"userDetails\":{\"birthday\":\"2023-02-30\"}"));
        invalid.put(
                "a locale of 20,000 characters",
                with("\"userDetails\":{\"preferredLocale\":\"" + "a-".repeat(9_000) + "\"}"));
        invalid.put(
                "an IMEI in other digits",
                intent(
                        "imei",
                        "\"\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\u0661\""));
        invalid.put("a NUL in an id", intent("plan", "\"pln_\\u0000\""));
        invalid.put("a path in an id", intent("plan", "\"pln_../../users\""));
        invalid.put("no callback URL", with("\"callbackUrl\":\"\\u0000\""));

        Map<String, String> refused = new LinkedHashMap<>();
        refused.put("a script as callback URL", with("\"callbackUrl\":\"javascript:alert(1)\""));
        refused.put(
                "a foreign callback URL", with("\"callbackUrl\":\"https://evil.example/" + "a".repeat(2_000) + "\""));

        Map<String, String> good = new LinkedHashMap<>();
        good.put("escapes everywhere", with("\"userDetails\":{\"fullName\":\"\\u0000\\uffff\\ud83d\\ude00\"}"));
        good.put("an explicit null", with("\"user\":null,\"callbackUrl\":null"));
        good.put("white space up to the limit", Canaries.CREATE + " ".repeat(32 * 1024 - length(Canaries.CREATE)));

        Map<String, String> tooLarge = new LinkedHashMap<>();
        tooLarge.put("one byte over the limit", Canaries.CREATE + " ".repeat(32 * 1024 - length(Canaries.CREATE) + 1));
        tooLarge.put("over the limit in bytes only", "\"" + "\u20ac".repeat(11_000) + "\"");
        tooLarge.put("100,000 brackets", "[".repeat(100_000));
        tooLarge.put("6 MB", "\"" + "a".repeat(6 * 1024 * 1024) + "\"");

        List<HostileInput> inputs = new ArrayList<>();
        malformed.forEach((name, body) -> inputs.add(create(name, body, 400)));
        invalid.forEach((name, body) -> inputs.add(create(name, body, 422)));
        refused.forEach((name, body) -> inputs.add(create(name, body, 403)));
        good.forEach((name, body) -> inputs.add(create(name, body, 201)));
        tooLarge.forEach((name, body) -> inputs.add(create(name, body, 413)));
        inputs.add(of("no body", Event.of("POST", Event.SESSIONS), 400));
        inputs.add(of("no body of an update", Event.of("PATCH", Event.SESSIONS + "/csn_1"), 400));
        inputs.add(of("an empty update", Event.update("csn_1", "{}"), 422));
        inputs.add(of("an update with an intent", Event.update("csn_1", Canaries.CREATE), 422));
        inputs.add(of("a body on a retrieve", Event.retrieve("csn_1").body("[".repeat(1_000)), 201));
        return inputs;
    }

    /** Each container of each body, filled up to the limit. */
    private static List<HostileInput> largeBodies() {
        return LargeBody.all().stream()
                .map(body -> of(
                        body.name(),
                        body.isUpdate() ? Event.update("csn_1", body.json()) : Event.create(body.json()),
                        422))
                .toList();
    }

    private static List<HostileInput> encodedBodies() {
        List<HostileInput> inputs = new ArrayList<>();
        inputs.add(encoded("a good body in base64", Canaries.CREATE.getBytes(UTF_8), 201));
        inputs.add(encoded("invalid UTF-8", "{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1), 400));
        inputs.add(encoded("UTF-16", Canaries.CREATE.getBytes(java.nio.charset.StandardCharsets.UTF_16), 400));
        inputs.add(encoded(
                "UTF-16 without a mark", Canaries.CREATE.getBytes(java.nio.charset.StandardCharsets.UTF_16LE), 400));
        inputs.add(encoded("UTF-32", Canaries.CREATE.getBytes(java.nio.charset.Charset.forName("UTF-32")), 400));
        inputs.add(encoded("compressed", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, 400));
        inputs.add(encoded("NULs", new byte[1_000], 400));
        inputs.add(encoded("100,000 brackets in base64", "[".repeat(100_000).getBytes(UTF_8), 413));
        inputs.add(event("no base64", Event.create("not base64!"), e -> e.put("isBase64Encoded", true), 400));
        inputs.add(event("base64 of URLs", Event.create("_-_-"), e -> e.put("isBase64Encoded", true), 400));
        inputs.add(event("base64 cut off", Event.create("e30=e"), e -> e.put("isBase64Encoded", true), 400));
        inputs.add(event("base64, empty", Event.create(""), e -> e.put("isBase64Encoded", true), 400));
        inputs.add(event("base64, absent", Event.of("POST", Event.SESSIONS), e -> e.put("isBase64Encoded", true), 400));
        inputs.add(event("base64, null", Event.create(Canaries.CREATE), e -> e.putNull("isBase64Encoded"), 201));
        return inputs;
    }

    /** Each case of the corpus as the whole body, and as a property's value. */
    static List<HostileInput> json() {
        List<HostileInput> inputs = new ArrayList<>();
        try (BufferedReader cases =
                new BufferedReader(new InputStreamReader(HostileInput.class.getResourceAsStream("json.tsv"), UTF_8))) {
            for (String line : cases.lines().filter(l -> !l.startsWith("#")).toList()) {
                String[] row = line.split("\t", 3);
                byte[] json = bytes(row[2]);
                boolean wellFormed = !row[0].equals("n");
                inputs.add(encoded(
                        row[1] + " as a body", json, wellFormed ? new Integer[] {400, 422} : new Integer[] {400}));
                inputs.add(encoded(
                        row[1] + " as a value",
                        concat("{" + INTENT + ",\"userDetails\":{\"fullName\":", json, "}}"),
                        wellFormed ? new Integer[] {201, 400, 422} : new Integer[] {400}));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inputs;
    }

    private static List<HostileInput> mediaTypes() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String good : List.of(
                "application/json",
                "APPLICATION/JSON",
                " application/json ",
                "application/json; charset=utf-8",
                "application/json;charset=\"UTF-8\"",
                "application/json;profile=x")) {
            inputs.add(mediaType(good, 201));
        }
        for (String bad : List.of(
                "",
                " ",
                ",",
                ";",
                "/",
                "*/*",
                "application/*",
                "json",
                "application/jsonp",
                "text/json",
                "text/plain",
                "application/merge-patch+json",
                "application/json, text/html",
                "text/html, application/json",
                "application/json\r\nX-Injected: 1",
                "application/json\0",
                "application/json; charset=utf-16",
                "application/json; charset=\"",
                "application/json; charset=",
                "application/json; charset=nonsense",
                "application/x-www-form-urlencoded",
                "multipart/form-data; boundary=a",
                "\u00e4pplication/json",
                "a".repeat(10_000))) {
            inputs.add(mediaType(bad, 415));
        }
        inputs.add(event(
                "no media type",
                Event.create(Canaries.CREATE),
                e -> e.withObject("headers").remove("content-type"),
                415));
        inputs.add(event(
                "null media type",
                Event.create(Canaries.CREATE),
                e -> e.withObject("headers").putNull("content-type"),
                415));
        inputs.add(of("media type of a retrieve", Event.retrieve("csn_1").header("content-type", "a/b;\""), 201));
        return inputs;
    }

    private static List<HostileInput> headers() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String name : List.of(
                "",
                " ",
                "a b",
                "x:y",
                "\u00e4",
                "x\r\ny",
                "transfer-encoding",
                "content-length",
                "host",
                "expect",
                "upgrade",
                "connection",
                "x-forwarded-port",
                "x-forwarded-for",
                "x-http-method-override",
                "trailer")) {
            inputs.add(
                    of("header " + Json.of(name), Event.create(Canaries.CREATE).header(name, "x\r\ny, \u00e4\0"), 201));
        }
        for (String key : List.of("", " ", "a\r\nb", "\u00e4", "\0", "a".repeat(256))) {
            inputs.add(of(
                    "idempotency key "
                            + Json.of(key)
                                    .substring(0, Math.min(10, Json.of(key).length())),
                    Event.create(Canaries.CREATE).header("Idempotency-Key", key),
                    422));
        }
        inputs.add(
                of("idempotency key with commas", Event.create(Canaries.CREATE).header("idempotency-key", "a,b"), 201));
        inputs.add(event("no headers", Event.retrieve("csn_1"), e -> e.remove("headers"), 201));
        inputs.add(event("null headers", Event.retrieve("csn_1"), e -> e.putNull("headers"), 201));
        inputs.add(event("no headers, a body", Event.create(Canaries.CREATE), e -> e.remove("headers"), 415));
        inputs.add(event(
                "null cookies",
                Event.retrieve("csn_1"),
                e -> e.putArray("cookies").addNull(),
                201));
        inputs.add(event(
                "odd cookies",
                Event.retrieve("csn_1"),
                e -> e.putArray("cookies").add("\r\n\0"),
                201));
        inputs.add(event("a query", Event.retrieve("csn_1"), e -> e.put("rawQueryString", "a=b&a=%ff%00&\r\n#?"), 201));
        inputs.add(event("a null query", Event.retrieve("csn_1"), e -> e.putNull("rawQueryString"), 201));
        inputs.add(event(
                "a callback in the query",
                Event.retrieve("csn_1"),
                e -> e.put("rawQueryString", "callbackUrl=" + Canaries.CALLBACK),
                201));
        return inputs;
    }

    private static List<HostileInput> paths() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String path : List.of(
                "",
                "/",
                "//",
                "///connectSessions",
                "//connectSessions",
                "/connectSessions/",
                "/connectSessions//",
                "/connectSessions//csn_1",
                "/connectSessions/.",
                "/connectSessions/..",
                "/connectSessions/../admin",
                "/connectSessions/csn_1/",
                "/connectSessions/csn_1/..",
                "/connectSessions/csn_1/users",
                "/connectSessions/csn_1%2f..",
                "/connectSessions/%2f",
                "/connectSessions/csn_1%00",
                "/connectSessions/csn_1\0",
                "/connectSessions/%63sn_1",
                "/connectSessions/csn_1?x=y",
                "/connectSessions/csn_1#x",
                "/connectSessions/csn_1;x=y",
                "/connectSessions/csn_1 ",
                "/connectSessions/csn_1\r\n",
                "/connectSessions/csn_\u00e4",
                "/connectSessions/csn_1,csn_2",
                "/connectSessions\\csn_1",
                "/connectSessions/usr_1",
                "/connectSessions/csn_",
                "/connectSessions/_csn_1",
                "/connectSessions/csn_" + "A".repeat(61),
                "/connectSessions/csn_" + "A".repeat(100_000),
                "/connectsessions/csn_1",
                "/CONNECTSESSIONS",
                "connectSessions",
                "/connectSessionsX",
                "/connectSessions/{id}",
                "/projects/dev/connectSessions",
                "/q/health",
                "/q/openapi",
                "/openapi",
                "/_lambda_",
                "/favicon.ico",
                "/%",
                "/%%",
                "/\ud800",
                "*",
                "http://evil.example/connectSessions")) {
            String name = path.length() > 60 ? path.substring(0, 30) + path.length() : path;
            inputs.add(of("path " + Json.of(name), Event.of("GET", path), 404));
        }
        inputs.add(event("no path", Event.retrieve("csn_1"), e -> e.remove("rawPath"), 404));
        inputs.add(event("null path", Event.retrieve("csn_1"), e -> e.putNull("rawPath"), 404));
        return inputs;
    }

    private static List<HostileInput> methods() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String method : List.of(
                "",
                " ",
                "PUT",
                "DELETE",
                "HEAD",
                "OPTIONS",
                "TRACE",
                "CONNECT",
                "get",
                "Post",
                "POST ",
                "PROPFIND",
                "GET\r\n",
                "G\0T",
                "\u00e4",
                "A".repeat(10_000))) {
            String name = Json.of(method.length() > 20 ? method.substring(0, 20) : method);
            inputs.add(of("method " + name + " on the collection", Event.of(method, Event.SESSIONS), 405));
            inputs.add(of("method " + name + " on a session", Event.of(method, Event.SESSIONS + "/csn_1"), 405));
        }
        inputs.add(of("GET on the collection", Event.of("GET", Event.SESSIONS), 405));
        inputs.add(of("POST on a session", Event.of("POST", Event.SESSIONS + "/csn_1"), 405));
        inputs.add(event("no method", Event.retrieve("csn_1"), e -> http(e).remove("method"), 405));
        inputs.add(event("null method", Event.retrieve("csn_1"), e -> http(e).putNull("method"), 405));
        inputs.add(event("no http", Event.retrieve("csn_1"), e -> context(e).remove("http"), 405));
        inputs.add(event("null http", Event.retrieve("csn_1"), e -> context(e).putNull("http"), 405));
        inputs.add(
                event("odd address", Event.retrieve("csn_1"), e -> http(e).put("sourceIp", "not an address\0"), 201));
        return inputs;
    }

    private static List<HostileInput> oddEvents() {
        List<HostileInput> inputs = new ArrayList<>();
        inputs.add(new HostileInput("event {}", "{}", Set.of(401)));
        inputs.add(new HostileInput("event null", "null", Set.of(401)));
        inputs.add(new HostileInput("format 1.0", """
                {"version":"1.0","resource":"/connectSessions","path":"/connectSessions","httpMethod":"POST",
                 "headers":{"content-type":"application/json"},"multiValueHeaders":{"content-type":["application/json"]},
                 "requestContext":{"authorizer":{"claims":{"sub":"user","scope":"connect:backend"}},
                                   "identity":{"sourceIp":"203.0.113.7"},"httpMethod":"POST"},
                 "body":"{}","isBase64Encoded":false}""", Set.of(401)));
        inputs.add(new HostileInput("a schedule", """
                {"source":"aws.events","detail-type":"Scheduled Event","detail":{},"time":"2025-01-01T00:00:00Z"}""", Set.of(401)));
        inputs.add(new HostileInput("a queue", """
                {"Records":[{"messageId":"1","body":"{}","eventSource":"aws:sqs"}]}""", Set.of(401)));
        inputs.add(new HostileInput("only claims", """
                {"requestContext":{"authorizer":{"jwt":{"claims":{"sub":"a"}}}}}""", Set.of(404)));
        inputs.add(new HostileInput("all null", """
                {"version":null,"routeKey":null,"rawPath":null,"rawQueryString":null,"cookies":null,"headers":null,
                 "queryStringParameters":null,"pathParameters":null,"stageVariables":null,"body":null,
                 "isBase64Encoded":null,"requestContext":null}""", Set.of(401)));
        inputs.add(new HostileInput("unknown parts", """
                {"a":{"b":[1]},"requestContext":{"c":1,"http":{"d":2}}}""", Set.of(401)));
        inputs.add(new HostileInput(
                "no caller", Event.create(Canaries.CREATE).json().toString(), Set.of(401)));
        for (String authorizer : List.of(
                "null",
                "{}",
                "{\"jwt\":null}",
                "{\"jwt\":{}}",
                "{\"jwt\":{\"claims\":null}}",
                "{\"jwt\":{\"claims\":{}}}",
                "{\"jwt\":{\"claims\":{\"sub\":null}}}",
                "{\"jwt\":{\"claims\":{\"sub\":\" \"}}}",
                "{\"jwt\":{\"scopes\":[\"connect:backend\"]}}",
                "{\"lambda\":null}",
                "{\"lambda\":{}}",
                "{\"lambda\":{\"sub\":null}}",
                "{\"lambda\":{\"sub\":[\"a\"]}}",
                "{\"lambda\":{\"sub\":{\"a\":\"b\"}}}",
                "{\"lambda\":{\"sub\":1e300}}",
                "{\"lambda\":{\"sub\":true,\"scope\":[\"connect:backend\"]}}",
                "{\"jwt\":{\"claims\":{\"sub\":\"a\"}},\"lambda\":{\"sub\":\"a\"}}",
                "{\"iam\":{\"accessKey\":\"a\",\"userArn\":\"b\"}}")) {
            ObjectNode event = Event.create(Canaries.CREATE).json();
            context(event).set("authorizer", Json.parse(authorizer));
            inputs.add(new HostileInput("authorizer " + authorizer, event.toString(), Set.of(401)));
        }
        inputs.add(event(
                "null scopes",
                Event.retrieve("csn_1"),
                e -> jwt(e).putArray("scopes").addNull(),
                201));
        inputs.add(event(
                "null claims",
                Event.retrieve("csn_1"),
                e -> jwt(e).withObject("claims").putNull("scp"),
                201));
        inputs.add(event(
                "a client of 10,000 characters",
                Event.retrieve("csn_1"),
                e -> jwt(e).withObject("claims").put("client_id", "\n\u001b[2J{\"x\":1}".repeat(1_000)),
                201));
        inputs.add(event(
                "a route of 10,000 characters",
                Event.retrieve("csn_1"),
                e -> e.put("routeKey", "\n\u001b[2J".repeat(2_500)),
                201));
        inputs.add(event("no route", Event.retrieve("csn_1"), e -> e.remove("routeKey"), 201));
        inputs.add(event("version 3.0", Event.retrieve("csn_1"), e -> e.put("version", "3.0"), 201));
        return inputs;
    }

    private static String with(String more) {
        return "{" + INTENT + "," + more + "}";
    }

    private static String intent(String property, String value) {
        return "{\"intent\":{\"type\":\"checkoutNewSubscription\",\"checkoutNewSubscription\":{\"" + property + "\":"
                + value + "}}}";
    }

    private static int length(String text) {
        return text.getBytes(UTF_8).length;
    }

    private static HostileInput create(String name, String body, int status) {
        return of(name, Event.create(body), status);
    }

    private static HostileInput encoded(String name, byte[] body, Integer... statuses) {
        Event event = Canaries.addTo(Event.create(Base64.getEncoder().encodeToString(body)));
        event.json().put("isBase64Encoded", true);
        return new HostileInput(name, event.json().toString(), Set.of(statuses));
    }

    private static HostileInput mediaType(String value, int status) {
        return of(
                "media type " + Json.of(value.length() > 60 ? value.substring(0, 60) : value),
                Event.create(Canaries.CREATE).header("content-type", value),
                status);
    }

    private static HostileInput of(String name, Event event, int status) {
        return event(name, event, e -> {}, status);
    }

    private static HostileInput event(String name, Event event, Consumer<ObjectNode> oddity, int status) {
        ObjectNode json = Canaries.addTo(event).json();
        oddity.accept(json);
        return new HostileInput(name, json.toString(), Set.of(status));
    }

    private static ObjectNode context(ObjectNode event) {
        return event.withObject("requestContext");
    }

    private static ObjectNode http(ObjectNode event) {
        return context(event).withObject("http");
    }

    private static ObjectNode jwt(ObjectNode event) {
        return event.withObject("/requestContext/authorizer/jwt");
    }

    private static byte[] bytes(String escaped) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        for (int i = 0; i < escaped.length(); i++) {
            boolean octet = escaped.charAt(i) == '~';
            bytes.write(octet ? Integer.parseInt(escaped.substring(i + 1, i + 3), 16) : escaped.charAt(i));
            i += octet ? 2 : 0;
        }
        return bytes.toByteArray();
    }

    private static byte[] concat(String before, byte[] json, String after) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(before.getBytes(UTF_8));
        bytes.writeBytes(json);
        bytes.writeBytes(after.getBytes(UTF_8));
        return bytes.toByteArray();
    }

    @Override
    public String toString() {
        return name;
    }
}
