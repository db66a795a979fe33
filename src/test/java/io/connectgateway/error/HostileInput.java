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
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * An event that no client should send.
 *
 * @param event its JSON
 * @param statuses one of which the answer has; below 300 it is a good request after all
 */
public record HostileInput(String name, String event, Set<Integer> statuses) {

    private static final Pattern REPEATED = Pattern.compile("«(.*?)×(\\d+)»");

    /** The beginning of an intent, up to its payload. */
    private static final String NEW = "\"intent\":{\"type\":\"checkoutNewSubscription\",\"checkoutNewSubscription\":";

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

    /**
     * Each line: the status, a name, and the body of a create. In a body, {@code «text×3»} is that text three times,
     * {@code INTENT} a good intent and {@code CREATE} a good body.
     */
    private static final String BODIES = """
            400 | blank                             |  \n
            400 | an array of bodies                | [CREATE]
            400 | two bodies                        | CREATECREATE
            400 | trailing NUL                      | CREATE\0
            400 | a form                            | intent=checkoutNewSubscription&email=canary.email@shop.example
            400 | XML                               | <!DOCTYPE a [<!ENTITY b SYSTEM 'file:///etc/passwd'>]><a>&b;</a>
            400 | a comment                         | /* Canary Fullname */CREATE
            400 | a byte order mark                 | \ufeffCREATE
            400 | 16,000 brackets                   | «[×16000»
            400 | 2,000 brackets in an unknown one  | {INTENT,"a":«[×2000»«]×2000»}
            400 | a number of 20,000 digits         | {INTENT,"a":«9×20000»}
            400 | a name of 31,000 characters       | {"«a×31000»
            400 | a duplicate key deep down         | {INTENT,"userDetails":{"email":"a@b.c","email":"d@e.f"}}
            400 | a number for a string             | {INTENT,"callbackUrl":1e999999999}
            400 | a string for an object            | {INTENT,"userDetails":"Canary Fullname"}
            400 | an object in metadata             | {INTENT,"userDetails":{"metadata":{"a":{}}}}
            400 | half a surrogate pair, escaped    | {INTENT,"userDetails":{"fullName":"\\ud83d"}}
            400 | half a surrogate pair in a key    | {INTENT,"userDetails":{"metadata":{"\\udc00":"b"}}}
            422 | a prototype                       | {"__proto__":{"admin":true}}
            422 | a Java type                       | {INTENT,"@class":"java.net.URL","@type":"x"}
            422 | control characters in a key       | {INTENT,"\\u0000\\r\\n":1}
            422 | a key of 20,000 characters        | {INTENT,"«a×20000»":1}
            422 | an expression                     | {INTENT,"userDetails":{"email":"${7*7}#{7*7}"}}
            422 | an expression in a key            | {INTENT,"userDetails":{"metadata":{"gigs.com${7*7}":"b"}}}
            422 | an email of 20,000 characters     | {INTENT,"userDetails":{"email":"«a@×10000»"}}
            422 | an email of dots                  | {INTENT,"userDetails":{"email":"a@«a.×10000»"}}
            422 | a birthday in the year 10000      | {INTENT,"userDetails":{"birthday":"+10000-01-01"}}
            422 | a locale of 18,000 characters     | {INTENT,"userDetails":{"preferredLocale":"«a-×9000»"}}
            422 | an IMEI in other digits           | {NEW{"imei":"«\u0661×15»"}}}
            422 | a NUL in an id                    | {NEW{"plan":"pln_\\u0000"}}}
            422 | no callback URL                   | {INTENT,"callbackUrl":"\\u0000"}
            403 | a foreign callback URL            | {INTENT,"callbackUrl":"https://evil.example/«a×2000»"}
            201 | escapes everywhere                | {INTENT,"userDetails":{"fullName":"\\u0000\\uffff\\ud83d\\ude00"}}
            201 | an explicit null                  | {INTENT,"user":null,"callbackUrl":null}
            413 | over the limit in bytes only      | "«\u20ac×11000»"
            413 | 6 MB                              | "«a×6291456»"
            """;

    private static List<HostileInput> bodies() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String line : BODIES.split("\n(?=\\d)")) {
            String[] row = line.split(" +\\| ", 3);
            String body =
                    row[2].replace("INTENT", NEW + "{}}").replace("NEW", NEW).replace("CREATE", Canaries.CREATE);
            body = REPEATED.matcher(body)
                    .replaceAll(
                            times -> Matcher.quoteReplacement(times.group(1).repeat(Integer.parseInt(times.group(2)))));
            inputs.add(of(row[1], Event.create(body), Integer.parseInt(row[0])));
        }
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
        inputs.add(encoded("a good body in base64", Canaries.CREATE.getBytes(UTF_8), Set.of(201)));
        inputs.add(encoded("invalid UTF-8", "{\"a\":\"\u00ff\"}".getBytes(ISO_8859_1), Set.of(400)));
        for (String charset : List.of("UTF-16", "UTF-16LE", "UTF-32")) {
            inputs.add(encoded(charset, Canaries.CREATE.getBytes(Charset.forName(charset)), Set.of(400)));
        }
        inputs.add(encoded("compressed", new byte[] {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, 0}, Set.of(400)));
        inputs.add(encoded("NULs", new byte[1_000], Set.of(400)));
        inputs.add(encoded("100,000 brackets in base64", "[".repeat(100_000).getBytes(UTF_8), Set.of(413)));
        for (String bad : List.of("not base64!", "_-_-", "e30=e", "")) {
            inputs.add(event("base64 " + bad, Event.create(bad), e -> e.put("isBase64Encoded", true), 400));
        }
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
                String value = "{" + NEW + "{}},\"userDetails\":{\"fullName\":" + row[2] + "}}";
                boolean wellFormed = !row[0].equals("n");
                inputs.add(encoded(row[1] + " as a body", bytes(row[2]), wellFormed ? Set.of(400, 422) : Set.of(400)));
                inputs.add(encoded(
                        row[1] + " as a value", bytes(value), wellFormed ? Set.of(201, 400, 422) : Set.of(400)));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return inputs;
    }

    private static List<HostileInput> mediaTypes() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String good : texts("""
                "application/json", "APPLICATION/JSON", " application/json ", "application/json; charset=utf-8",
                "application/json;charset=\\"UTF-8\\"", "application/json;profile=x",
                "application/json\\t;\\tcharset=utf-8\"""")) {
            inputs.add(mediaType(good, 201));
        }
        for (String bad : texts("""
                " ", ",", ";", "/", "*/*", "application/*", "application/jsonp", "application/merge-patch+json",
                "application/json, text/html", "text/html, application/json", "application/json\\r\\nX-Injected: 1",
                "application/json\\u0000", "application/json;\\tcharset=utf-16", "application/json; charset=\\"",
                "application/json; charset=", "multipart/form-data; boundary=a", "\u00e4pplication/json\"""")) {
            inputs.add(mediaType(bad, 415));
        }
        inputs.add(mediaType("a".repeat(10_000), 415));
        Event create = Event.create(Canaries.CREATE);
        inputs.add(event("no media type", create, e -> e.withObject("headers").remove("content-type"), 415));
        inputs.add(of("media type of a retrieve", Event.retrieve("csn_1").header("content-type", "a/b;\""), 201));
        return inputs;
    }

    private static List<HostileInput> headers() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String name : texts("""
                "", " ", "a b", "x:y", "\u00e4", "x\\r\\ny", "transfer-encoding", "content-length", "host", "expect",
                "upgrade", "connection", "x-forwarded-port", "x-forwarded-for", "x-http-method-override",
                "trailer\"""")) {
            Event event = Event.create(Canaries.CREATE).header(name, "x\r\ny, \u00e4\0");
            inputs.add(of("header " + Json.of(name), event, 201));
        }
        inputs.add(of("key with commas", Event.create(Canaries.CREATE).header("idempotency-key", "a,b"), 201));
        inputs.add(event("no headers, a body", Event.create(Canaries.CREATE), e -> e.remove("headers"), 415));
        inputs.add(retrieve("no headers", e -> e.remove("headers")));
        inputs.add(retrieve("null cookies", e -> e.putArray("cookies").addNull()));
        inputs.add(retrieve("odd cookies", e -> e.putArray("cookies").add("\r\n\0")));
        inputs.add(retrieve("a callback", e -> e.put("rawQueryString", "callbackUrl=" + Canaries.CALLBACK)));
        return inputs;
    }

    private static List<HostileInput> paths() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String path : texts("""
                "", "/", "//connectSessions", "connectSessions", "/connectsessions/csn_1", "/connectSessionsX",
                "/connectSessions\\\\csn_1", "/projects/dev/connectSessions", "/q/openapi", "/_lambda_", "/%",
                "/\\ud800", "*", "http://evil.example/connectSessions\"""")) {
            inputs.add(of("path " + Json.of(path), Event.of("GET", path), 404));
        }
        for (String id : texts("""
                "", "/csn_1", ".", "../admin", "csn_1/..", "csn_1/users", "csn_1%2f..", "csn_1%00", "csn_1\\u0000",
                "%63sn_1", "csn_1?x=y", "csn_1#x", "csn_1;x=y", "csn_1 ", "csn_1\\r\\n", "csn_\u00e4", "{id}\"""")) {
            inputs.add(of("id " + Json.of(id), Event.retrieve(id), 404));
        }
        inputs.add(of("a very long id", Event.retrieve("csn_" + "A".repeat(100_000)), 404));
        inputs.add(event("no path", Event.retrieve("csn_1"), e -> e.remove("rawPath"), 404));
        return inputs;
    }

    private static List<HostileInput> methods() {
        List<HostileInput> inputs = new ArrayList<>();
        List<String> methods = texts("""
                "", "PUT", "HEAD", "OPTIONS", "CONNECT", "get", "POST ", "GET\\r\\n", "G\\u0000T", "\u00e4\"""");
        methods.add("A".repeat(10_000));
        for (String method : methods) {
            inputs.add(of("method " + shortened(method) + " on all", Event.of(method, Event.SESSIONS), 405));
            inputs.add(of("method " + shortened(method), Event.of(method, Event.SESSIONS + "/csn_1"), 405));
        }
        inputs.add(event("no method", Event.retrieve("csn_1"), e -> http(e).remove("method"), 405));
        inputs.add(event("no http", Event.retrieve("csn_1"), e -> context(e).remove("http"), 405));
        inputs.add(retrieve("odd address", e -> http(e).put("sourceIp", "not an address\0")));
        return inputs;
    }

    /** Of a REST API, a load balancer, a schedule and a queue, and some with little in them. */
    private static final String FOREIGN_EVENTS = """
            {"version":"1.0","resource":"/connectSessions","path":"/connectSessions","httpMethod":"POST",\
            "headers":{"content-type":"application/json"},"multiValueHeaders":{"content-type":["application/json"]},\
            "requestContext":{"authorizer":{"claims":{"sub":"user","scope":"connect:backend"}},\
            "identity":{"sourceIp":"203.0.113.7"},"httpMethod":"POST"},"body":"{}","isBase64Encoded":false}
            {"requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:x"}},"httpMethod":"POST",\
            "path":"/connectSessions","queryStringParameters":{},"headers":{"host":"x"},"body":"{}"}
            {"source":"aws.events","detail-type":"Scheduled Event","detail":{},"time":"2025-01-01T00:00:00Z"}
            {"Records":[{"messageId":"1","body":"{}","eventSource":"aws:sqs"}]}
            {"version":null,"routeKey":null,"rawPath":null,"rawQueryString":null,"cookies":null,"headers":null,\
            "queryStringParameters":null,"pathParameters":null,"stageVariables":null,"body":null,\
            "isBase64Encoded":null,"requestContext":null}
            {"a":{"b":[1]},"requestContext":{"c":1,"http":{"d":2}}}
            {}
            null
            """;

    private static List<HostileInput> oddEvents() {
        List<HostileInput> inputs = new ArrayList<>();
        for (String event : FOREIGN_EVENTS.lines().toList()) {
            inputs.add(new HostileInput("event " + event, event, Set.of(401)));
        }
        String claims = "{\"requestContext\":{\"authorizer\":{\"jwt\":{\"claims\":{\"sub\":\"a\"}}}}}";
        inputs.add(new HostileInput("only claims", claims, Set.of(404)));
        String noCaller = Event.create(Canaries.CREATE).json().toString();
        inputs.add(new HostileInput("no caller", noCaller, Set.of(401)));
        for (String authorizer : """
                null
                {}
                {"jwt":null}
                {"jwt":{"claims":null}}
                {"jwt":{"claims":{"sub":" "}}}
                {"jwt":{"scopes":["connect:backend"]}}
                {"lambda":null}
                {"lambda":{"sub":["a"]}}
                {"lambda":{"sub":1e300}}
                {"lambda":{"sub":true,"scope":["connect:backend"]}}
                {"jwt":{"claims":{"sub":"a"}},"lambda":{"sub":"a"}}
                {"iam":{"accessKey":"a","userArn":"b"}}
                """.lines().toList()) {
            ObjectNode event = Event.create(Canaries.CREATE).json();
            context(event).set("authorizer", Json.parse(authorizer));
            inputs.add(new HostileInput("authorizer " + authorizer, event.toString(), Set.of(401)));
        }
        inputs.add(retrieve("null scopes", e -> jwt(e).putArray("scopes").addNull()));
        inputs.add(retrieve("null claims", e -> jwt(e).withObject("claims").putNull("scp")));
        String client = "\n\u001b[2J{\"x\":1}".repeat(1_000);
        inputs.add(retrieve("a long client", e -> jwt(e).withObject("claims").put("client_id", client)));
        inputs.add(retrieve("a long route", e -> e.put("routeKey", "\n\u001b[2J".repeat(2_500))));
        inputs.add(retrieve("no route", e -> e.remove("routeKey")));
        inputs.add(retrieve("version 3.0", e -> e.put("version", "3.0")));
        return inputs;
    }

    /** The texts of a JSON array, which is written without its brackets. */
    private static List<String> texts(String array) {
        List<String> texts = new ArrayList<>();
        Json.parse("[" + array + "]").forEach(text -> texts.add(text.textValue()));
        return texts;
    }

    private static String shortened(String text) {
        return Json.of(text.substring(0, Math.min(20, text.length())));
    }

    private static HostileInput encoded(String name, byte[] body, Set<Integer> statuses) {
        Event event = Canaries.addTo(Event.create(Base64.getEncoder().encodeToString(body)));
        event.json().put("isBase64Encoded", true);
        return new HostileInput(name, event.json().toString(), statuses);
    }

    private static HostileInput mediaType(String value, int status) {
        Event event = Event.create(Canaries.CREATE).header("content-type", value);
        return of("media type " + Json.of(value.substring(0, Math.min(60, value.length()))), event, status);
    }

    private static HostileInput retrieve(String name, Consumer<ObjectNode> oddity) {
        return event(name, Event.retrieve("csn_1"), oddity, 201);
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

    @Override
    public String toString() {
        return name;
    }
}
