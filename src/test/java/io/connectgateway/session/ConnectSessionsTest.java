package io.connectgateway.session;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.http.HttpHeader;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The three calls: what goes up to Gigs, and what comes back. */
abstract class ConnectSessionsTest {

    private static final String ID = "csn_0SNlurA049MEWV1GWxpaE5D0t2D6";
    private static final String UPSTREAM = "/projects/dev/connectSessions";
    private static final String CREATE = Reference.create().toString();
    private static final String UPDATE = Reference.update().toString();

    @BeforeEach
    void gigsAnswersASession() {
        Upstream.reset();
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void sendsEachIntentAsTheReferenceShowsIt(ObjectNode intent) {
        String body = Reference.create().set("intent", intent).toString();

        Answer answer = Event.create(body).asBackend().send();

        assertEquals(201, answer.status(), answer.text());
        assertSent("POST", UPSTREAM, body);
    }

    @Test
    void sendsTheReferencesOwnExamplesUnchanged() {
        assertEquals(201, Event.create(CREATE).asBackend().send().status());
        assertSent("POST", UPSTREAM, CREATE);
        Upstream.GIGS.resetRequests();
        assertEquals(201, Event.update(ID, UPDATE).asBackend().send().status());
        assertSent("PATCH", UPSTREAM + "/" + ID, UPDATE);
    }

    @Test
    void sendsARetrieveWithoutABody() {
        assertEquals(201, Event.retrieve(ID).asBackend().send().status());

        LoggedRequest sent = onlyRequest();
        assertEquals("GET " + UPSTREAM + "/" + ID, sent.getMethod() + " " + sent.getUrl());
        assertEquals(0, sent.getBody().length);
    }

    @Test
    void sendsTheHeadersOfTheContractAndNoOther() {
        Event.create(CREATE)
                .header("x-forwarded-for", "203.0.113.7")
                .header("authorization", "Bearer the.callers.token")
                .header("idempotency-key", "k")
                .header("cookie", "a=b")
                .asBackend()
                .send();

        LoggedRequest sent = onlyRequest();
        Set<String> names = sent.getHeaders().all().stream()
                .map(HttpHeader::key)
                .map(String::toLowerCase)
                .collect(Collectors.toSet());
        // No idempotency key, because the project has none.
        String expected = "accept accept-encoding authorization content-type content-length user-agent host";
        assertEquals(Set.of(expected.split(" ")), names);
        assertEquals("Bearer " + Upstream.TOKEN, sent.getHeader("Authorization"));
        assertEquals("application/json", sent.getHeader("Content-Type"));
        assertEquals("application/json", sent.getHeader("Accept"));
        assertEquals("identity", sent.getHeader("Accept-Encoding"));
    }

    @ParameterizedTest
    @ValueSource(ints = {200, 201, 202})
    void passesOnTheStatusThatGigsAnswered(int status) {
        Upstream.gigsAnswers(jsonResponse(Reference.session().toString(), status));

        assertEquals(status, Event.create(CREATE).asBackend().send().status());
    }

    @Test
    void passesOnFieldsThatGigsAddsLater() {
        String session = Reference.session()
                .put("price", new java.math.BigDecimal("1.10"))
                .put("note", "ü\u2028😀")
                .set("next", Json.parse("{\"a\":[null,true,{\"b\":12345678901234567890}]}"))
                .toString();
        Upstream.gigsAnswers(jsonResponse(session, 200));

        assertEquals(session, Event.retrieve(ID).asBackend().send().text());
    }

    @Test
    void hasItsHeadersOnEveryAnswer() {
        for (Event event :
                List.of(Event.create(CREATE), Event.retrieve(ID), Event.update(ID, UPDATE), Event.create("{"))) {
            Map<String, String> headers = event.asBackend().send().headers();

            assertEquals("no-store", headers.get("Cache-Control"));
            assertEquals("no-referrer", headers.get("Referrer-Policy"));
            assertEquals("nosniff", headers.get("X-Content-Type-Options"));
            assertTrue(headers.get("Content-Type").startsWith("application/json"));
            assertTrue(headers.get("X-Request-Id").length() > 10);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"csn_", "csn_-", "usr_1", "CSN_1", "csn_1%2F..", "csn_1%00", "..", "%2e%2e", "csn_1;a=b"})
    @ValueSource(strings = "csn_0123456789012345678901234567890123456789012345678901234567890")
    void answersAnIdThatCannotBeOneWithoutAskingGigs(String id) {
        for (Event event : List.of(Event.retrieve(id), Event.update(id, UPDATE))) {
            Answer answer = event.asBackend().send();
            assertEquals(404, answer.status());
            assertEquals("notFound", answer.json().path("code").asText());
        }
        assertEquals(List.of(), Upstream.gigsRequests());
    }

    private static void assertSent(String method, String url, String body) {
        LoggedRequest sent = onlyRequest();
        assertEquals(method + " " + url, sent.getMethod() + " " + sent.getUrl());
        assertEquals("Bearer " + Upstream.TOKEN, sent.getHeader("Authorization"));
        assertEquals(Json.parse(body), Json.parse(sent.getBodyAsString()));
    }

    private static LoggedRequest onlyRequest() {
        List<LoggedRequest> sent = Upstream.gigsRequests();
        assertEquals(1, sent.size());
        return sent.get(0);
    }
}
