package io.connectgateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.gigs.Fault;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

abstract class RequestLogTest {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void upstreamsAnswer() {
        FaultyUpstream.reset();
    }

    @Test
    void saysAllOfASuccessInTypedFields() {
        Event.Answer answer = Fault.Call.CREATE.event().send();

        ObjectNode line = theLine().deepCopy();
        assertTrue(Instant.parse(line.remove("timestamp").textValue()).isAfter(Instant.EPOCH));
        assertTrue(line.remove("millis").isIntegralNumber());
        assertTrue(line.remove("upstreamMillis").isIntegralNumber());
        assertTrue(line.remove("coldStart").isBoolean());
        assertEquals(
                Json.parse("""
                {"level": "INFO", "requestId": "%s", "route": "POST /connectSessions", "status": 201, "outcome": "ok",
                 "client": "shop-backend", "intent": "checkoutNewSubscription", "session": "%s",
                 "upstreamStatus": 201, "upstreamCalls": 1, "tokenRefreshed": false}""".formatted(
                                answer.headers().get("X-Request-Id"),
                                answer.json().path("id").asText())),
                line);
    }

    @Test
    void hasTheSessionThatThePathNamesUnlessItIsNoId() {
        FaultyUpstream.GIGS.answer(Fault.json(404, "{}"));
        Event.retrieve("csn_7").asBackend().send();
        assertEquals("csn_7", text("session"));
        log.clear();
        Event.retrieve("usr_7").asBackend().send();
        assertFalse(theLine().has("session"));
        log.clear();
        FaultyUpstream.GIGS.answer(Fault.json(201, Canaries.SESSION.replace("csn_1", "text of Gigs")));
        Fault.Call.CREATE.event().send();
        assertFalse(theLine().has("session"), theLine()::toString);
    }

    @ParameterizedTest
    @CsvSource({"409, gigsRefused", "429, tooManyRequests"})
    void doesNotRepeatTheCodeOfAnErrorOfGigs(int status, String outcome) {
        for (String code : List.of("ok", "unknown", "gatewayMisconfigured", "shopper@example.com")) {
            log.clear();
            String error = "{\"type\":\"conflict\",\"code\":\"" + code + "\",\"message\":\"a\"}";
            FaultyUpstream.GIGS.answer(Fault.json(status, error));
            Fault.Call.CREATE.event().send();
            assertEquals(outcome, text("outcome"));
            assertEquals(status, theLine().path("upstreamStatus").intValue());
        }
    }

    @Test
    void timesACallThatFailed() {
        FaultyUpstream.GIGS.serve(connection -> connection.hold());
        Fault.Call.CREATE.event().sendWithin(Duration.ofMillis(1_700));
        assertEquals("gigsTimeout", text("outcome"));
        assertFalse(theLine().has("upstreamStatus"));
        assertTrue(theLine().path("upstreamMillis").intValue() >= 700);
    }

    @Test
    void addsUpAllCallsOfARequest() {
        FaultyUpstream.GIGS.serve(connection -> {
            while (connection.read()) {
                Thread.sleep(100);
                connection.write(Fault.json(200, Canaries.SESSION));
            }
        });

        Event.update("csn_1", "{\"appearance\":{}}").as("shopper").send();

        assertEquals(2, theLine().path("upstreamCalls").intValue());
        assertTrue(theLine().path("upstreamMillis").intValue() >= 200, theLine()::toString);
    }

    @Test
    void saysNothingOfAFailureThatASecondTryHasMended() {
        FaultyUpstream.GIGS.serve(connection -> {
            connection.read();
            if (FaultyUpstream.GIGS.requestsRead() == 1) {
                connection.reset();
            } else {
                connection.write(Fault.json(200, Canaries.SESSION));
            }
        });

        assertEquals(200, Fault.Call.RETRIEVE.event().send().status());

        assertFalse(theLine().has("upstreamFailure"));
        assertEquals(2, theLine().path("upstreamCalls").intValue());
        assertEquals(1, log.lines().size(), log.texts()::toString);
    }

    @Test
    void startsAfreshWithEachRequestAndNamesTheCodeOfAnError() {
        Fault.Call.CREATE.event().send();
        log.clear();
        Event.of("GET", "/nothing").send();
        for (String field : List.of("intent", "session", "upstreamStatus", "upstreamCalls", "client")) {
            assertFalse(theLine().has(field), field);
        }
        assertFalse(theLine().path("coldStart").booleanValue());
        assertEquals("unauthenticated", text("outcome"));
        assertEquals(401, theLine().path("status").intValue());
    }

    @Test
    void boundsWhatComesFromOutside() {
        Map<String, String> claims = Map.of("sub", "a", "client_id", "shop\u2028\"}\t" + "b".repeat(1_000));
        Event event = Event.retrieve("csn_1").claims(claims);
        event.json().put("routeKey", "GET\n\u001b[2J /" + "a".repeat(1_000));

        event.send();

        assertEquals("GET??[2J /" + "a".repeat(86) + "...", text("route"));
        assertEquals("shop?\"}?" + "b".repeat(88) + "...", text("client"));
    }

    @Test
    void leavesOutAClientThatIsAnEmailAddress() {
        Event.retrieve("csn_1")
                .claims(Map.of("sub", "a", "client_id", "jerry@shop.example"))
                .send();
        assertFalse(theLine().has("client"));
    }

    @Test
    void putsTheRequestIdOnEveryLine() {
        FaultyUpstream.GIGS.answer(Fault.json(401, "{}"));
        FaultyUpstream.SECRETS.answer(Fault.json(500, "{}"));
        String requestId = Fault.Call.RETRIEVE.event().send().headers().get("X-Request-Id");
        assertTrue(log.lines().size() > 1, log.texts()::toString);
        log.lines()
                .forEach(line ->
                        assertEquals(requestId, line.fields().path("requestId").textValue(), line::toString));
    }

    private String text(String field) {
        return theLine().path(field).textValue();
    }

    private ObjectNode theLine() {
        assertEquals(1, log.requests().size(), log.texts()::toString);
        return (ObjectNode) log.requests().get(0);
    }
}
