package io.connectgateway.gigs;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * One way in which Gigs can fail, and the answer of the gateway.
 *
 * @param arrange makes a server fail so
 * @param status of the answer
 * @param code of the answer's error object
 * @param end whether the request may have reached Gigs, which decides whether it may be repeated
 * @param failure the log's word for why there was no answer; empty if Gigs has answered
 */
public record Fault(String name, Consumer<RawServer> arrange, int status, String code, End end, String failure) {

    /** How far the request may have come. */
    public enum End {
        /** No connection was made, so nothing was sent: any call may be repeated, and none reaches the server. */
        NOT_SENT,
        /** It may have arrived: repeated only where that cannot make Gigs do it twice. */
        UNKNOWN,
        /** Gigs has answered, or the time is over: never repeated. */
        FINAL
    }

    /** A call of the API. */
    public enum Call {
        CREATE(false),
        CREATE_WITH_KEY(true),
        RETRIEVE(true),
        UPDATE(false);

        private final boolean repeatable;

        Call(boolean repeatable) {
            this.repeatable = repeatable;
        }

        public Event event() {
            return Canaries.addTo(
                    switch (this) {
                        case CREATE -> Event.create(Canaries.CREATE);
                        case CREATE_WITH_KEY -> Event.create(Canaries.CREATE).header("idempotency-key", "order-1");
                        case RETRIEVE -> Event.retrieve("csn_1");
                        case UPDATE -> Event.update("csn_1", Canaries.UPDATE);
                    });
        }
    }

    /** Each fault of connections with every call; an answer that is final is so for a key too. */
    public boolean concerns(Call call) {
        return end != End.FINAL || call != Call.CREATE_WITH_KEY;
    }

    /** How often a call reaches a server with this fault. */
    public int reaches(Call call) {
        return switch (end) {
            case NOT_SENT -> 0;
            case UNKNOWN -> call.repeatable ? 2 : 1;
            case FINAL -> 1;
        };
    }

    /** The status that a call is answered with. */
    public int status(Call call) {
        return code(call).equals("gatewayMisconfigured") ? 502 : status;
    }

    /** The code that a call is answered with. The path of a create names the project alone. */
    public String code(Call call) {
        if (status != 404 || call == Call.RETRIEVE || call == Call.UPDATE) {
            return code;
        }
        return name.equals("404 with an error") ? "codeOfGigs" : "gatewayMisconfigured";
    }

    private static final String UNEXPECTED = "gigsUnexpectedResponse";
    private static final String UNREACHABLE = "gigsUnreachable";

    private static final String HTML = "<!doctype html><title>" + Canaries.UPSTREAM + "</title>";
    private static final String ERROR = """
            {"object":"error","type":"%s","code":"codeOfGigs","message":"Gigs says so.","debug":"%s"}""";

    private static final String HEAD = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n";
    private static final String CHUNKED = HEAD + "Transfer-Encoding: chunked\r\n\r\n";
    private static final String KIBIBYTE = " ".repeat(1024);
    private static final String CHUNK = "400\r\n" + KIBIBYTE + "\r\n";

    /** All of them. */
    public static List<Fault> all() {
        return Stream.of(connections(), answers(), statuses(), urls())
                .flatMap(List::stream)
                .toList();
    }

    /** An HTTP answer with a length. */
    public static String http(int status, String headers, String body) {
        return "HTTP/1.1 " + status + " Status\r\n" + headers + "Content-Length: " + body.length() + "\r\n\r\n" + body;
    }

    /** A JSON answer. */
    public static String json(int status, String body) {
        return http(status, "Content-Type: application/json\r\n", body);
    }

    private static List<Fault> connections() {
        String unfinished = HEAD + "Content-Length: 100\r\n\r\n{\"object\"";
        return List.of(
                new Fault("connection refused", RawServer::refuse, 502, UNREACHABLE, End.NOT_SENT, "refused"),
                new Fault(
                        "connection never completes",
                        RawServer::stopAccepting,
                        502,
                        UNREACHABLE,
                        End.NOT_SENT,
                        "timeout"),
                slow("accepts and never answers", RawServer.Connection::hold),
                slow("first byte, then silence", afterReading("H", RawServer.Connection::hold)),
                slow("headers, then silence", afterReading(unfinished, RawServer.Connection::hold)),
                slow("drips a byte at a time", connection -> {
                    connection.read();
                    connection.drip(json(200, Canaries.SESSION), 50);
                }),
                broken("reset when accepted", RawServer.Connection::reset),
                broken("reset before the headers", afterReading("", RawServer.Connection::reset)),
                broken("reset in the headers", afterReading("HTTP/1.1 200 OK\r\nContent-Ty", Fault::resetLater)),
                broken("reset after the headers", afterReading(unfinished, Fault::resetLater)),
                broken("closed without an answer", RawServer.Connection::read),
                broken("closed in the body", afterReading(unfinished, connection -> {})),
                broken("closed in a chunk", afterReading(CHUNKED + "400\r\n{\"object\"", connection -> {})),
                broken("a header without end", connection -> {
                    connection.read();
                    connection.write("HTTP/1.1 200 OK\r\nX-Long: ");
                    connection.writeForEver(KIBIBYTE.replace(' ', 'x'));
                }));
    }

    private static RawServer.Behaviour afterReading(String written, RawServer.Behaviour then) {
        return connection -> {
            connection.read();
            connection.write(written);
            then.serve(connection);
        };
    }

    /** When the other side has read what was written. */
    private static void resetLater(RawServer.Connection connection) throws IOException, InterruptedException {
        Thread.sleep(20);
        connection.reset();
    }

    private static Fault slow(String name, RawServer.Behaviour behaviour) {
        return new Fault(name, server -> server.serve(behaviour), 504, "gigsTimeout", End.FINAL, "timeout");
    }

    private static Fault broken(String name, RawServer.Behaviour behaviour) {
        return new Fault(name, server -> server.serve(behaviour), 502, UNREACHABLE, End.UNKNOWN, "reset");
    }

    private static List<Fault> answers() {
        List<Fault> faults = new ArrayList<>(List.of(
                unexpected("empty 200", json(200, "")),
                unexpected("204", "HTTP/1.1 204 No Content\r\n\r\n"),
                unexpected("truncated JSON", json(200, Canaries.SESSION.substring(0, 40))),
                unexpected("two JSON objects", json(200, Canaries.SESSION + Canaries.SESSION)),
                unexpected("a JSON array", json(200, "[" + Canaries.SESSION + "]")),
                unexpected("JSON null", json(200, "null")),
                unexpected("a JSON string", json(200, "\"" + Canaries.UPSTREAM + "\"")),
                unexpected("100,000 brackets", json(200, "{\"a\":" + "[".repeat(100_000))),
                unexpected("not UTF-8", json(200, "{\"a\":\"\u00ff\u00fe\"}")),
                unexpected("HTML with 200", http(200, "Content-Type: text/html\r\n", HTML)),
                unexpected("compressed, unasked", http(200, "Content-Encoding: gzip\r\n", "\u001f\u008b\b\u0000")),
                unexpected("a multipart form", http(200, "Content-Type: multipart/form-data; boundary=a\r\n", "--a--")),
                unexpected("10 MB", http(200, "", KIBIBYTE.repeat(10 * 1024))),
                unexpected("10 MB in chunks", CHUNKED + CHUNK.repeat(10 * 1024) + "0\r\n\r\n"),
                unexpected("10 MB with 500", http(500, "", KIBIBYTE.repeat(10 * 1024))),
                withoutEnd("chunks without end", CHUNKED),
                withoutEnd(
                        "a form without end", CHUNKED.replace("application/json", "multipart/form-data; boundary=a"))));
        RawServer.Behaviour garbage =
                afterReading("\u0000\u00ff\u00fe\r\n\r\n" + Canaries.UPSTREAM + "\r\n\r\n", c -> {});
        faults.add(new Fault("garbage", server -> server.serve(garbage), 502, UNEXPECTED, End.FINAL, "protocol"));
        for (int redirect : new int[] {301, 302, 303, 307, 308}) {
            String location = "Location: /projects/dev/" + Canaries.UPSTREAM + "\r\n";
            faults.add(unexpected("redirect " + redirect, http(redirect, location, "")));
        }
        return faults;
    }

    private static Fault withoutEnd(String name, String head) {
        RawServer.Behaviour behaviour = afterReading(head, connection -> connection.writeForEver(CHUNK));
        return new Fault(name, server -> server.serve(behaviour), 502, UNEXPECTED, End.FINAL, "");
    }

    private static Fault unexpected(String name, String answer) {
        return new Fault(name, server -> server.answer(answer), 502, UNEXPECTED, End.FINAL, "");
    }

    /** Each line: the status, the type of Gigs' error, and the answer to that error and to any other content. */
    private static final String STATUSES = """
            400 malformed        400 codeOfGigs            502 gigsUnexpectedResponse
            401 unauthenticated  502 gatewayMisconfigured  502 gatewayMisconfigured
            403 permissionDenied 502 gatewayMisconfigured  502 gatewayMisconfigured
            404 notFound         404 notFound              404 notFound
            409 conflict         409 codeOfGigs            502 gigsUnexpectedResponse
            422 invalid          422 codeOfGigs            502 gigsUnexpectedResponse
            429 tooManyRequests  429 codeOfGigs            429 tooManyRequests
            500 internal         502 gigsUnavailable       502 gigsUnavailable
            502 internal         502 gigsUnavailable       502 gigsUnavailable
            503 internal         502 gigsUnavailable       502 gigsUnavailable
            504 internal         502 gigsUnavailable       502 gigsUnavailable
            """;

    private static List<Fault> statuses() {
        List<Fault> faults = new ArrayList<>();
        for (String line : STATUSES.lines().toList()) {
            String[] row = line.split(" +");
            int status = Integer.parseInt(row[0]);
            String error = json(status, ERROR.formatted(row[1], Canaries.UPSTREAM));
            faults.add(status(status + " with an error", error, row[2], row[3]));
            faults.add(status(status + " without a body", http(status, "", ""), row[4], row[5]));
            faults.add(
                    status(status + " with HTML", http(status, "Content-Type: text/html\r\n", HTML), row[4], row[5]));
        }
        String withTime = http(429, "Retry-After: 7\r\n", ERROR.formatted("tooManyRequests", ""));
        faults.add(status("429 with Retry-After", withTime, "429", "codeOfGigs"));
        return faults;
    }

    private static Fault status(String name, String answer, String status, String code) {
        End end = name.matches("50[234].*") ? End.UNKNOWN : End.FINAL;
        return new Fault(name, server -> server.answer(answer), Integer.parseInt(status), code, end, "");
    }

    private static List<Fault> urls() {
        return """
                "https://connect.gigs.com.evil.example/x?token=canaryUrlToken"
                "http://connect.gigs.com/x"
                "https://connect.gigs.com@evil.example/x"
                "https://canary@connect.gigs.com/x"
                "https://connect.gigs.com:8443/x"
                "//connect.gigs.com/x"
                "javascript:alert(1)//connect.gigs.com"
                "https://connect.gigs.com\\\\@evil.example"
                " https://connect.gigs.com/x"
                ""
                5
                true
                []
                {"a":"https://connect.gigs.com"}
                """.lines()
                .map(url -> unexpected("url " + url, json(201, Canaries.session(url))))
                .toList();
    }

    @Override
    public String toString() {
        return name;
    }
}
