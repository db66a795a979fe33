package io.connectgateway.gigs;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.Frozen;
import io.connectgateway.Json;
import io.connectgateway.RawServer.Connection;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/** More comes on a connection than one answer to each request: no caller gets the session of another. */
abstract class AnswersInStepTest {

    /** Who asks for a session. The answer to each kind is checked in another way, to a guest the least. */
    enum Asker {
        WITH_USER,
        WITH_EMAIL,
        GUEST;

        /** A create that its session can be told by. */
        Event create(int number) {
            String details = this == WITH_EMAIL ? ",\"userDetails\":{\"fullName\":\"Somebody\"}" : "";
            Event create = Event.create("""
                    {"callbackUrl":"%s","intent":{"type":"checkoutNewSubscription","checkoutNewSubscription":{}}%s}\
                    """.formatted(mark(number), details));
            return switch (this) {
                case WITH_USER -> create.claims(Map.of("sub", "a", "gigs_user", "usr_" + number));
                case WITH_EMAIL ->
                    create.claims(Map.of("sub", "a", "email", number + "@shop.example", "email_verified", "true"));
                case GUEST -> create.as("a");
            };
        }
    }

    /** The bytes that come beside the answer to the first caller. */
    enum Surplus {
        ANSWER,
        PART_OF_AN_ANSWER,
        PART_OF_A_LINE,
        INTERIM_ANSWER,
        EMPTY_LINE,
        GARBAGE;

        String bytes(String answer) {
            return switch (this) {
                case ANSWER -> answer;
                case PART_OF_AN_ANSWER -> answer.substring(0, answer.length() - 20);
                case PART_OF_A_LINE -> answer.substring(0, 10);
                case INTERIM_ANSWER -> "HTTP/1.1 102 Processing\r\n\r\n";
                case EMPTY_LINE -> "\r\n";
                case GARBAGE -> "\u0000\u00ff\r\n\r\n";
            };
        }
    }

    static Stream<Arguments> interimAnswers() {
        return withAskers(100, 102, 103, 104, 199);
    }

    static Stream<Arguments> surpluses() {
        return withAskers((Object[]) Surplus.values());
    }

    private static Stream<Arguments> withAskers(Object... cases) {
        return Stream.of(cases).flatMap(each -> Stream.of(Asker.values()).map(asker -> Arguments.of(each, asker)));
    }

    @AfterEach
    void reset() {
        FaultyUpstream.reset();
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("interimAnswers")
    void anInterimAnswerIsNotTheFinalOne(int status, Asker asker) {
        CompletableFuture<Event.Answer> first = new CompletableFuture<>();
        answersFirst((connection, answer) -> {
            connection.write("HTTP/1.1 " + status + " Interim\r\nX-Interim: a\r\n\r\n");
            // A caller that has been answered too early makes room for the next one.
            first.completeOnTimeout(null, 200, TimeUnit.MILLISECONDS).join();
            connection.write(answer);
        });
        CompletableFuture<Event.Answer> answered = sendLater(asker.create(1));
        answered.thenAccept(first::complete);

        assertIsOf(1, answered.join());
        assertIsOf(2, asker.create(2).send());
        assertEquals(2, FaultyUpstream.GIGS.requestsRead());
        assertEquals(1, FaultyUpstream.GIGS.connections());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("interimAnswers")
    void theFinalAnswerComesWhileTheFunctionIsFrozen(int status, Asker asker) throws Exception {
        CompletableFuture<Connection> interim = new CompletableFuture<>();
        answersFirst((connection, answer) -> {
            connection.write("HTTP/1.1 " + status + " Interim\r\n\r\n");
            interim.complete(connection);
        });
        CompletableFuture<Event.Answer> answered = sendLater(asker.create(1));
        Connection connection = interim.join();
        String answer = answerTo(connection.last());
        Frozen.during(() -> connection.write(answer));

        assertIsOf(1, answered.join());
        assertIsOf(2, asker.create(2).send());
        assertEquals(2, FaultyUpstream.GIGS.requestsRead());
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("surpluses")
    void moreInThePacketOfAnAnswer(Surplus surplus, Asker asker) {
        answersFirst((connection, answer) -> connection.write(answer + surplus.bytes(answer)));

        assertIsOf(1, asker.create(1).send());
        assertIsOf(2, asker.create(2).send());
        assertThirdIsAnsweredOnAnotherConnection(asker);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("surpluses")
    void moreAfterAnAnswer(Surplus surplus, Asker asker) throws Exception {
        Connection connection = firstIsAnswered(asker);
        connection.write(surplus.bytes(answerTo(connection.last())));

        assertIsOf(2, asker.create(2).send());
        assertThirdIsAnsweredOnAnotherConnection(asker);
    }

    @ParameterizedTest(name = "{0}, {1}")
    @MethodSource("surpluses")
    void moreWhileTheFunctionIsFrozen(Surplus surplus, Asker asker) throws Exception {
        Connection connection = firstIsAnswered(asker);
        CompletableFuture<CompletableFuture<Event.Answer>> second = new CompletableFuture<>();
        Frozen.during(() -> {
            connection.write(surplus.bytes(answerTo(connection.last())));
            second.complete(sendLater(asker.create(2)));
        });

        assertIsOf(2, second.join().join());
        assertThirdIsAnsweredOnAnotherConnection(asker);
    }

    @ParameterizedTest
    @EnumSource
    void anAnswerToARequestThatWasGivenUp(Asker asker) throws Exception {
        CompletableFuture<Connection> asked = new CompletableFuture<>();
        answersFirst((connection, answer) -> asked.complete(connection));

        assertRefused("gigsTimeout", asker.create(1).sendWithin(Duration.ofMillis(1_700)));
        try {
            asked.join().write(answerTo(asked.join().last()));
        } catch (IOException e) {
            // the function has closed the connection
        }

        assertIsOf(2, asker.create(2).send());
        assertIsOf(3, asker.create(3).send());
    }

    /** The function opens a connection ahead of its first request, and has been answered on it before that. */
    @ParameterizedTest
    @EnumSource
    void anAnswerBeforeTheRequest(Asker asker) throws Exception {
        CompletableFuture<Void> early = new CompletableFuture<>();
        FaultyUpstream.GIGS.serve(connection -> {
            if (!early.isDone()) {
                connection.write(answerTo(mark(1)));
                early.complete(null);
            }
            while (connection.read()) {
                connection.write(answerTo(connection.last()));
            }
        });

        assertIsOf(2, firstAnswer(asker.create(2), early));
        assertEquals(1, FaultyUpstream.GIGS.requestsRead());
        assertEquals(2, FaultyUpstream.GIGS.connections());
    }

    /** The answer of a function that has opened its connection, and sends a request on it after the early answer. */
    abstract Event.Answer firstAnswer(Event event, CompletableFuture<Void> early) throws Exception;

    /** An interim answer has no content. A 101 that was not asked for would begin another protocol. */
    @ParameterizedTest
    @EnumSource
    void anInterimAnswerWithContentAndAnotherProtocol(Asker asker) {
        String content = answerTo(mark(3));
        for (String before : List.of(
                "HTTP/1.1 102 Processing\r\nContent-Length: " + content.length() + "\r\n\r\n" + content,
                "HTTP/1.1 101 Switching\r\nConnection: Upgrade\r\nUpgrade: a\r\n\r\n")) {
            answersFirst((connection, answer) -> connection.write(before + answer));

            assertRefused("gigsUnexpectedResponse", asker.create(1).send());
            assertIsOf(2, asker.create(2).send());
            assertEquals(2, FaultyUpstream.GIGS.connections());
        }
    }

    @FunctionalInterface
    private interface FirstAnswer {
        void write(Connection connection, String answer) throws IOException;
    }

    /** Gigs answers the first caller so, and the others as it should. */
    private static void answersFirst(FirstAnswer first) {
        FaultyUpstream.GIGS.serve(connection -> {
            while (connection.read()) {
                String answer = answerTo(connection.last());
                if (isOf(1, answer)) {
                    first.write(connection, answer);
                } else {
                    connection.write(answer);
                }
            }
        });
    }

    private static Connection firstIsAnswered(Asker asker) {
        CompletableFuture<Connection> first = new CompletableFuture<>();
        answersFirst((connection, answer) -> {
            first.complete(connection);
            connection.write(answer);
        });
        assertIsOf(1, asker.create(1).send());
        return first.join();
    }

    private static void assertThirdIsAnsweredOnAnotherConnection(Asker asker) {
        assertIsOf(3, asker.create(3).send());
        assertEquals(3, FaultyUpstream.GIGS.requestsRead());
        assertEquals(2, FaultyUpstream.GIGS.connections());
    }

    private static void assertRefused(String code, Event.Answer answer) {
        assertEquals(code, answer.json().path("code").asText(), answer::text);
    }

    private static CompletableFuture<Event.Answer> sendLater(Event event) {
        return CompletableFuture.supplyAsync(event::send);
    }

    /** A session for what a request, or a callback URL alone, asks for. */
    private static String answerTo(String request) {
        int head = request.indexOf("\r\n\r\n");
        JsonNode body = Json.parse(head < 0 ? "{\"callbackUrl\":\"" + request + "\"}" : request.substring(head));
        String callbackUrl = body.path("callbackUrl").asText();
        String number = callbackUrl.substring(callbackUrl.indexOf('=') + 1);
        String user = body.has("user") || body.has("userDetails") ? "\"usr_" + number + "\"" : "null";
        return Fault.json(201, """
                {"object":"connectSession","id":"csn_%s","user":%s,"callbackUrl":"%s",\
                "url":"https://connect.gigs.com/checkout/entry?token=%s"}""".formatted(number, user, callbackUrl, number));
    }

    private static void assertIsOf(int number, Event.Answer answer) {
        assertEquals(201, answer.status(), answer::text);
        assertEquals("csn_" + number, answer.json().path("id").asText(), answer::text);
        assertEquals(mark(number), answer.json().path("callbackUrl").asText(), answer::text);
    }

    private static boolean isOf(int number, String answer) {
        return answer.contains("\"csn_" + number + "\"");
    }

    private static String mark(int number) {
        return "https://shop.example/done?n=" + number;
    }
}
