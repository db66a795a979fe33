package io.connectgateway.gigs;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.Json;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** An answer that is not about what was asked: nothing of it is passed on. */
abstract class OtherAnswersTest {

    private static final Map<String, Map<String, String>> CALLERS = Map.of(
            "guest", Map.of("sub", "a"),
            "email", Map.of("sub", "a", "email", "own@shop.example", "email_verified", "true"),
            "user", Map.of("sub", "a", "gigs_user", "usr_1"),
            "backend", Map.of("sub", "a", "scope", "connect:backend"));

    @AfterEach
    void reset() {
        FaultyUpstream.reset();
    }

    /** The session that an update finds before, then the session in the answer, each with its id and user. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '"', textBlock = """
            guest   | GET   |                       | -     -     | csn_2 -     | 502
            guest   | GET   |                       | -     -     | null  -     | 502
            guest   | GET   |                       | -     -     | csn_1 -     | 200
            user    | GET   |                       | -     -     | csn_2 usr_1 | 502
            backend | GET   |                       | -     -     | csn_2 usr_1 | 502
            guest   | POST  |                       | -     -     | csn_2 usr_2 | 502
            guest   | POST  |                       | -     -     | null  -     | 502
            guest   | POST  |                       | -     -     | csn_2 -     | 200
            user    | POST  |                       | -     -     | csn_2 usr_2 | 502
            user    | POST  |                       | -     -     | csn_2 -     | 502
            user    | POST  |                       | -     -     | csn_2 usr_1 | 200
            email   | POST  |                       | -     -     | csn_2 usr_2 | 502
            email   | POST  | 'userDetails':{}      | -     -     | csn_2 usr_2 | 200
            backend | POST  |                       | -     -     | csn_2 usr_2 | 502
            backend | POST  | 'user':'usr_1'        | -     -     | csn_2 usr_2 | 502
            guest   | PATCH |                       | csn_1 -     | csn_2 -     | 502
            guest   | PATCH |                       | csn_2 -     | csn_1 -     | 502
            guest   | PATCH |                       | csn_1 -     | csn_1 usr_2 | 502
            guest   | PATCH |                       | csn_1 -     | csn_1 -     | 200
            user    | PATCH |                       | csn_1 usr_1 | csn_1 usr_2 | 502
            user    | PATCH |                       | csn_1 usr_1 | csn_1 -     | 502
            user    | PATCH | 'user':'usr_1'        | csn_1 -     | csn_1 -     | 502
            user    | PATCH | 'user':'usr_1'        | csn_1 -     | csn_1 usr_1 | 200
            email   | PATCH | 'userDetails':{}      | csn_1 -     | csn_1 usr_2 | 200
            backend | PATCH |                       | -     -     | csn_2 usr_1 | 502
            backend | PATCH | 'user':'usr_1'        | -     -     | csn_1 usr_2 | 502
            backend | PATCH |                       | -     -     | csn_1 usr_1 | 200
            """)
    void isNotPassedOn(String caller, String method, String body, String before, String after, int status) {
        FaultyUpstream.GIGS.serve(connection -> {
            while (connection.read()) {
                boolean read = connection.last().startsWith("GET") && method.equals("PATCH");
                connection.write(Fault.json(200, session(read ? before : after)));
            }
        });

        Event.Answer answer = event(method, body).claims(CALLERS.get(caller)).send();

        assertEquals(status, answer.status(), answer::text);
        if (status == 502) {
            assertEquals("gigsUnexpectedResponse", answer.json().path("code").asText());
            for (String word : List.of("csn_2", "usr_2", "canary", "shop.example")) {
                assertFalse(answer.text().contains(word), answer.text());
            }
        }
    }

    private static Event event(String method, String body) {
        String properties = body == null ? "" : "," + body.replace('\'', '"');
        return switch (method) {
            case "GET" -> Event.retrieve("csn_1");
            case "POST" ->
                Event.create("{\"intent\":{\"type\":\"viewSubscription\",\"viewSubscription\":"
                        + "{\"subscription\":\"sub_1\"}}" + properties + "}");
            default -> Event.update("csn_1", "{\"appearance\":{}" + properties + "}");
        };
    }

    private static String session(String idAndUser) {
        String[] parts = idAndUser.split(" +");
        String id = parts[0].equals("null") ? "null" : '"' + parts[0] + '"';
        String user = parts[1].equals("-") ? "null" : '"' + parts[1] + '"';
        return Json.parse("{\"object\":\"connectSession\",\"id\":" + id + ",\"user\":" + user
                        + ",\"callbackUrl\":\"https://shop.example/done?canary\""
                        + ",\"url\":\"https://connect.gigs.com/entry?token=canary\"}")
                .toString();
    }
}
