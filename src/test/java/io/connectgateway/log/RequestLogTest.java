package io.connectgateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.LogCapture;
import io.connectgateway.gigs.Fault;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

abstract class RequestLogTest {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void upstreamsAnswer() {
        FaultyUpstream.reset();
    }

    @Test
    void saysAllOfASuccess() {
        Event.Answer answer = Fault.Call.CREATE.event().send();
        Map<String, String> line = new TreeMap<>(theLine());
        assertTrue(Integer.parseInt(line.remove("millis")) >= 0);
        assertTrue(Integer.parseInt(line.remove("upstreamMillis")) >= 0);
        assertTrue(line.remove("coldStart").matches("true|false"));
        line.remove("AWSRequestId");
        assertEquals(
                Map.of(
                        "requestId", answer.headers().get("X-Request-Id"),
                        "route", "POST /connectSessions",
                        "status", "201",
                        "outcome", "ok",
                        "intent", "checkoutNewSubscription",
                        "client", "shop-backend",
                        "upstreamStatus", "201",
                        "upstreamCalls", "1",
                        "tokenRefreshed", "false"),
                line);
        assertEquals(
                "POST /connectSessions 201 ok",
                log.lines().get(log.lines().size() - 1).message());
    }

    @Test
    void namesTheCodeOfAnErrorOfOurs() {
        Event.of("GET", "/nothing").asBackend().send();
        assertEquals("notFound", theLine().get("outcome"));
        assertEquals("404", theLine().get("status"));
    }

    @Test
    void doesNotRepeatTheCodeOfAnErrorOfGigs() {
        FaultyUpstream.GIGS.answer(Fault.json(409, "{\"type\":\"conflict\",\"code\":\"of Gigs\",\"message\":\"a\"}"));
        Fault.Call.CREATE.event().send();
        assertEquals("gigsRefused", theLine().get("outcome"));
        assertEquals("409", theLine().get("upstreamStatus"));
    }

    @Test
    void timesACallThatFailed() {
        ShortDeadline.install();
        FaultyUpstream.GIGS.serve(connection -> connection.hold());
        Fault.Call.CREATE.event().send();
        assertEquals("gigsTimeout", theLine().get("outcome"));
        assertEquals("none", theLine().get("upstreamStatus"));
        assertTrue(Integer.parseInt(theLine().get("upstreamMillis")) >= 700);
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

        assertEquals("2", theLine().get("upstreamCalls"));
        assertTrue(Integer.parseInt(theLine().get("upstreamMillis")) >= 200, theLine()::toString);
    }

    @Test
    void startsAfreshWithEachRequest() {
        Fault.Call.CREATE.event().send();
        log.clear();
        Event.of("GET", "/nothing").send();
        assertEquals(null, theLine().get("intent"));
        assertEquals(null, theLine().get("upstreamStatus"));
        assertEquals(null, theLine().get("client"));
        assertEquals("false", theLine().get("coldStart"));
    }

    @Test
    void boundsWhatComesFromOutside() {
        Event event = Canaries.addTo(Event.retrieve("csn_1"));
        event.json().put("routeKey", "GET\n\u001b[2J /" + "a".repeat(1_000));
        event.json()
                .withObject("/requestContext/authorizer/jwt/claims")
                .put("client_id", "shop\u2028\"}\t" + "b".repeat(1_000));
        event.send();
        assertEquals("GET??[2J /" + "a".repeat(86) + "...", theLine().get("route"));
        assertEquals("shop?\"}?" + "b".repeat(88) + "...", theLine().get("client"));
    }

    @Test
    void putsTheRequestIdOnEveryLine() {
        FaultyUpstream.GIGS.answer(Fault.json(401, "{}"));
        FaultyUpstream.SECRETS.answer(Fault.json(500, "{}"));
        String requestId = Fault.Call.RETRIEVE.event().send().headers().get("X-Request-Id");
        assertTrue(log.lines().size() > 1, log.texts()::toString);
        log.lines().forEach(line -> assertEquals(requestId, line.context().get("requestId"), line::toString));
    }

    private Map<String, String> theLine() {
        assertEquals(1, log.requests().size(), log.texts()::toString);
        return log.requests().get(0);
    }
}
