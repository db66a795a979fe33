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
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a Lambda authorizer of the partner is asked, and what becomes of its answer. */
class LambdaAuthorizerTest {
    private static final String ANSWER =
            "{\"isAuthorized\":true,\"context\":{\"sub\":\"customer-1\",\"email_verified\":true,\"level\":3,\"roles\":[\"a\"]}}";

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger status = new AtomicInteger(200);
    private final AtomicReference<JsonObject> question = new AtomicReference<>();
    private final AtomicReference<String> answer = new AtomicReference<>(ANSWER);
    private final LocalServer server = LocalServer.start(
            vertx,
            request -> request.body().onSuccess(body -> {
                question.set(body.toJsonObject());
                request.response().setStatusCode(status.get()).end(answer.get());
            }));

    @TempDir
    Path directory;

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
    }

    @Test
    void putsTheRequestToAnAddress() {
        JsonObject event = event().put("body", "{}");
        JsonObject before = event.copy();

        authorize(server.url(), event);

        JsonObject expected = before.copy()
                .put("type", "REQUEST")
                .put(
                        "routeArn",
                        "arn:aws:execute-api:eu-central-1:000000000000:sandbox/$default/GET/connectSessions/csn_1")
                .put("identitySource", JsonArray.of("Bearer opaque"));
        expected.remove("body");
        expected.remove("isBase64Encoded");
        assertEquals(expected, question.get());
        assertEquals("2.0", question.get().getString("version"));
        assertEquals(before, event);
    }

    @Test
    void passesTheContextOnAsItIs() {
        JsonObject context = authorize(server.url(), event()).getJsonObject("lambda");

        assertEquals(new JsonObject(ANSWER).getJsonObject("context"), context);
        assertEquals(true, context.getValue("email_verified"));
        assertEquals(3, context.getValue("level"));

        answer.set("{\"isAuthorized\":true}");
        assertNull(authorize(server.url(), event()).getValue("lambda"));
    }

    @Test
    void asksACommandToo() throws IOException {
        Path asked = directory.resolve("asked.json");
        String command = script("cat > " + asked + "; echo '" + ANSWER + "'");

        JsonObject context = authorize(command, event()).getJsonObject("lambda");

        assertEquals("customer-1", context.getString("sub"));
        assertEquals("REQUEST", new JsonObject(Files.readString(asked)).getString("type"));
    }

    @Test
    void forbidsWhatTheAuthorizerDoes() {
        answer.set("{\"isAuthorized\":false,\"context\":{\"sub\":\"customer-1\"}}");

        Refusal refusal = refused(server.url(), event());

        assertEquals(403, refusal.status());
        assertEquals("Forbidden", refusal.answer());
        assertEquals("the authorizer answered isAuthorized: false", refusal.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "$request.header.Cookie, no identity: the request has no $request.header.Cookie",
        "$request.querystring.key, no identity: the request has no $request.querystring.key",
        "'$request.header.Authorization,$request.header.x-shop', no identity: the request has no $request.header.x-shop",
        "$request.header.X-Blank, no identity: the request has no $request.header.X-Blank",
    })
    void doesNotAskWithoutAnIdentity(String sources, String reason) {
        JsonObject event = event();
        event.getJsonObject("headers").put("x-blank", " ");

        Refusal refusal = refused(PartnerLambda.of(server.url(), sources), event);

        assertEquals(401, refusal.status());
        assertNull(refusal.challenge());
        assertEquals(reason, refusal.getMessage());
        assertNull(question.get());
    }

    @Test
    void findsTheIdentityInCookiesAndInTheQuery() {
        JsonObject event = event().put("cookies", JsonArray.of("a=1", "session=2"))
                .put("queryStringParameters", JsonObject.of("key", "3"));
        var partner = PartnerLambda.of(server.url(), "$request.header.cookie, $request.querystring.key");

        LocalServer.await(partner.start(vertx).authorize(event));

        assertEquals(JsonArray.of("a=1; session=2", "3"), question.get().getJsonArray("identitySource"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "Unauthorized",
                "[]",
                "{\"isAuthorized\":\"true\"}",
                "{\"isAuthorized\":true,\"context\":\"a\"}",
                "{\"principalId\":\"user\",\"policyDocument\":{}}"
            })
    void failsOnAnAnswerThatIsNotTheSimpleResponse(String wrong) {
        answer.set(wrong);

        failed(server.url(), "the authorizer's answer is not {\"isAuthorized\"");
    }

    @Test
    void failsWithTheAuthorizer() throws IOException {
        status.set(502);
        failed(server.url(), "the authorizer failed: it answered with status 502");
        server.close();
        failed(server.url(), "the authorizer failed: Connection refused");
        failed(script("exit 3"), "the authorizer failed: its exit code is 3");
        failed("no-such-command-here", "the authorizer failed: Cannot run program");
    }

    private void failed(String target, String reason) {
        Refusal refusal = refused(target, event());

        assertEquals(500, refusal.status());
        assertEquals("Internal Server Error", refusal.answer());
        assertTrue(refusal.getMessage().startsWith(reason), refusal.getMessage());
        assertFalse(refusal.getMessage().contains("opaque"), refusal.getMessage());
    }

    private String script(String content) throws IOException {
        return "sh " + Files.writeString(directory.resolve("authorizer.sh"), content + "\n");
    }

    private JsonObject authorize(String target, JsonObject event) {
        return LocalServer.await(PartnerLambda.of(target, null).start(vertx).authorize(event));
    }

    private Refusal refused(String target, JsonObject event) {
        return refused(PartnerLambda.of(target, null), event);
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
