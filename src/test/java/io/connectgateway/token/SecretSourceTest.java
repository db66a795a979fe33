package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.log.JsonLines;
import io.connectgateway.log.RequestLog;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.ProcessingException;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Secrets Manager is asked again only where that may help, and the log says why there is no token. */
class SecretSourceTest {

    private static final Duration ENOUGH = Duration.ofSeconds(3);
    private static final Uni<Response> TOKEN = answer(200, "{\"SecretString\":\"t1\"}");
    private static final Uni<Response> THROTTLED = error(400, "ThrottlingException");

    @RegisterExtension
    final LogCapture log = new LogCapture(new JsonLines(new RequestLog()));

    private final Deque<Uni<Response>> answers = new ArrayDeque<>();
    private int asked;
    private final SecretSource source = new SecretSource(this::next, new ObjectMapper(), Optional.of("secret"));

    static Stream<Arguments> whatMayPass() {
        return Stream.of(
                Arguments.of("a throttle", THROTTLED),
                Arguments.of("a throttle with a namespace", error(400, "com.amazon.coral#ThrottlingException")),
                Arguments.of("a throttle by status", error(429, "TooManyRequestsException")),
                Arguments.of("an error of its own", error(500, "InternalServiceError")),
                Arguments.of("a load balancer's error", answer(503, "<html>")),
                Arguments.of("a broken connection", Uni.createFrom().failure(new ProcessingException("reset"))));
    }

    static Stream<Arguments> whatMustBeRepaired() {
        return Stream.of(
                Arguments.of("status 400, AccessDeniedException", error(400, "AccessDeniedException")),
                Arguments.of("status 400, ResourceNotFoundException", error(400, "ResourceNotFoundException")),
                Arguments.of("status 403, InvalidSignatureException", error(403, "InvalidSignatureException")),
                Arguments.of("the secret is binary; it must be text", answer(200, "{\"SecretBinary\":\"AA==\"}")));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMayPass")
    void asksAgainAfter(String what, Uni<Response> answer) {
        answers.addAll(List.of(answer, answer, TOKEN));
        assertEquals("t1", fetch(ENOUGH));
        assertEquals(3, asked);
        assertEquals(List.of(), log.texts());
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("whatMustBeRepaired")
    void asksOnceWhere(String reason, Uni<Response> answer) {
        answers.addAll(List.of(answer, TOKEN));
        assertNoToken(reason, ENOUGH);
        assertEquals(1, asked);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '%', textBlock = """
            "t1"                      | has a quotation mark
            't1'                      | has a quotation mark
            `t1`                      | has a quotation mark
            {"token":"'t1'"}          | has a quotation mark
            \u201ct1\u201d            | has a character that is not ASCII
            t\u00e41                  | has a character that is not ASCII
            %t1\u0000%                | has a character that is not ASCII
            ["t1"]                    | is in brackets
            [t1]                      | is in brackets
            <t1>                      | is in brackets
            (t1)                      | is in brackets
            Bearer t1                 | begins with Bearer
            bearer t1                 | begins with Bearer
            Bearer                    | begins with Bearer
            Bearer:t1                 | begins with Bearer
            Bearer=t1                 | begins with Bearer
            {"token":"Bearer t1"}     | begins with Bearer
            GIGS_TOKEN=t1             | has a name and an equals sign before it
            token=t1==                | has a name and an equals sign before it
            GIGS-TOKEN=t1             | has a name and an equals sign before it
            $env:gigs.token=t1        | has a name and an equals sign before it
            {"token":"GIGS-TOKEN=t1"} | has a name and an equals sign before it
            Authorization: Bearer t1  | has a blank or a line break inside
            export GIGS_TOKEN=t1      | has a blank or a line break inside
            %t1\nt2%                  | has a blank or a line break inside
            %\ufefft1%                | has a byte order mark
            %\ufeff{"token":"t1"}%    | has a byte order mark
            %t1\u00a0%                | has a no-break space
            {"token":7}               | is empty, or is JSON without a token field that is text
            {"api_token":"t1"}        | is empty, or is JSON without a token field that is text
            {t1}                      | is empty, or is JSON without a token field that is text
            {{t1}}                    | is empty, or is JSON without a token field that is text
            %%                        | is empty, or is JSON without a token field that is text
            % %                       | is empty, or is JSON without a token field that is text
            """)
    void refusesASecretThatIsNoTokenAndSaysWhy(String secret, String problem) {
        answers.add(secret(secret));

        assertNoToken("the secret's value " + problem, ENOUGH);
        assertEquals(1, asked);
    }

    @ParameterizedTest
    @ValueSource(strings = {"t1", "gigs_live-1.2~3", "eyJhbGciOiJIUzI1NiJ9.e30.abc", "YWJj+/==", "a:b", " t1\n"})
    void takesATokenWithoutTheBlanksAtItsEnds(String secret) {
        answers.addAll(List.of(secret(secret), secret(Json.of(Map.of("token", secret)))));

        assertEquals(secret.strip(), fetch(ENOUGH));
        assertEquals(secret.strip(), fetch(ENOUGH));
    }

    private static Uni<Response> secret(String value) {
        return answer(200, Json.of(Map.of("SecretString", value)));
    }

    @Test
    void givesUpWhenTheTimeIsOverAndSaysWhyOnce() {
        answers.addAll(Collections.nCopies(100, THROTTLED));
        long start = System.nanoTime();
        assertNoToken("status 400, ThrottlingException", Duration.ofSeconds(2));
        assertTrue(System.nanoTime() - start < Duration.ofSeconds(3).toNanos());
        assertTrue(asked >= 3 && asked <= 20, () -> "asked " + asked + " times");
    }

    @Test
    void saysWhyTheTryBeforeFailedWhenTheLastIsNotAnswered() {
        answers.addAll(List.of(answer(503, "<html>"), Uni.createFrom().nothing()));
        assertNoToken("status 503, without an error type", Duration.ofSeconds(2));
        assertEquals(2, asked);
    }

    @Test
    void waitsForAnAnswerNoLongerThanItMay() {
        answers.add(Uni.createFrom().nothing());
        assertNoToken("no answer within 50 ms", Duration.ofMillis(50));
    }

    private void assertNoToken(String reason, Duration limit) {
        assertThrows(TokenUnavailableException.class, () -> fetch(limit));
        assertEquals(
                List.of("No token from Secrets Manager: " + reason),
                log.lines().stream().map(LogCapture.Line::message).toList());
    }

    private Uni<Response> next(byte[] request) {
        asked++;
        return answers.remove();
    }

    private String fetch(Duration limit) {
        return source.fetch(limit).await().atMost(ENOUGH.plus(ENOUGH));
    }

    private static Uni<Response> error(int status, String type) {
        return answer(status, "{\"__type\":\"" + type + "\"}");
    }

    private static Uni<Response> answer(int status, String body) {
        return Uni.createFrom()
                .item(Response.status(status).entity(body.getBytes(UTF_8)).build());
    }
}
