package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The sandbox asks a partner's Lambda authorizer, and takes its answer, as API Gateway does. */
class LambdaAuthorizerTest {
    private static final String ANSWER =
            "{\"isAuthorized\":true,\"context\":{\"sub\":\"customer-1\",\"email_verified\":true,\"level\":3,\"roles\":[\"a\"]}}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<JsonObject> question = new AtomicReference<>();
    private final AtomicReference<String> answer = new AtomicReference<>(ANSWER);
    private final LocalServer server = LocalServer.start(
            vertx,
            request -> request.body().onSuccess(body -> {
                question.set(body.toJsonObject());
                request.response().end(answer.get());
            }));

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
    }

    @Test
    void putsTheRequestWithoutItsBodyToAnAddressAndPassesTheContextOn() {
        JsonObject event = event().put("body", "{}");

        JsonObject context = authorize(server.url(), event).getJsonObject("lambda");

        assertEquals(new JsonObject(ANSWER).getJsonObject("context"), context);
        JsonObject expected = event.copy()
                .put("type", "REQUEST")
                .put(
                        "routeArn",
                        "arn:aws:execute-api:eu-central-1:000000000000:sandbox/$default/GET/connectSessions/csn_1")
                .put("identitySource", JsonArray.of("Bearer opaque", "GET /connectSessions/{id}"));
        expected.remove("body");
        expected.remove("isBase64Encoded");
        assertEquals(expected, question.get());

        answer.set("{\"isAuthorized\":true}");
        assertNull(authorize(server.url(), event()).getValue("lambda"));
    }

    /** {@code examples/cookie-authorizer}, whose own tests have the rules for its cookies. */
    @Test
    void asksACommand() {
        Node.require();
        String command = "env ORIGIN=https://shop.example SESSION_SECRET=" + Ids.random(40)
                + " node examples/cookie-authorizer/stdin.mjs";
        JsonObject event = event();
        event.getJsonObject("headers")
                .put("authorization", "Bearer cookie")
                .put("origin", "https://shop.example")
                .put("sec-fetch-site", "same-origin");

        JsonObject context = authorize(command, event).getJsonObject("lambda");

        assertTrue(context.getString("sub").startsWith("guest:"), context::encode);
    }

    @ParameterizedTest
    @ValueSource(strings = {"header.Cookie", "querystring.key", "header.X-Blank"})
    void doesNotAskWithoutAnIdentity(String source) {
        JsonObject event = event();
        event.getJsonObject("headers").put("x-blank", " ");
        String sources = "$request.header.Authorization,$request." + source;

        Refusal refusal = refused(PartnerLambda.of(server.url(), sources), event);

        assertEquals(401, refusal.status());
        assertNull(refusal.challenge());
        assertEquals("no identity: the request has no $request." + source, refusal.getMessage());
        assertNull(question.get());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{'isAuthorized':false,'context':{'sub':'customer-1'}} | 403 Forbidden",
                "{'isAuthorized':'true'}                               | 500 Internal Server Error",
                "{'isAuthorized':true,'context':'a'}                   | 500 Internal Server Error",
                "{'principalId':'user','policyDocument':{}}            | 500 Internal Server Error",
                "[]                                                    | 500 Internal Server Error"
            })
    void answersAsApiGatewayDoesToWhatTheAuthorizerSays(String says, String expected) {
        answer.set(says.replace('\'', '"'));

        Refusal refusal = refused(PartnerLambda.of(server.url(), null), event());

        assertEquals(expected, refusal.status() + " " + refusal.answer());
        assertFalse(refusal.getMessage().contains("opaque"), refusal.getMessage());
    }

    @Test
    void failsWithTheAuthorizer() {
        server.close();
        for (String target : List.of(server.url(), "false")) {
            assertEquals(500, refused(PartnerLambda.of(target, null), event()).status());
        }
    }

    private JsonObject authorize(String target, JsonObject event) {
        return LocalServer.await(PartnerLambda.of(target, null).start(vertx).authorize(event));
    }

    private Refusal refused(PartnerLambda partner, JsonObject event) {
        var thrown = assertThrows(
                CompletionException.class,
                () -> LocalServer.await(partner.start(vertx).authorize(event)));
        return assertInstanceOf(Refusal.class, thrown.getCause());
    }

    private static JsonObject event() {
        JsonObject event = ProxyEvent.of("GET", "/connectSessions/csn_1", "GET /connectSessions/{id}", "192.0.2.1");
        event.getJsonObject("headers").put("authorization", "Bearer opaque");
        return event;
    }
}
