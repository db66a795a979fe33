package io.connectgateway.gigs;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.VertxException;
import jakarta.ws.rs.core.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The reading of an answer, and the word for a failure, without a server. FaultsIT shows both on the wire. */
class GigsAnswersTest {

    private static final GigsAnswers ANSWERS = new GigsAnswers(new ObjectMapper(), Optional.empty());

    private static final GigsAnswers PROXIED = new GigsAnswers(new ObjectMapper(), Optional.of("proxy.example"));

    static Stream<Arguments> failures() {
        return Stream.of(
                Arguments.of(new TimeoutException(), "timeout", "timeout"),
                Arguments.of(new UnknownHostException(), "dns", "dns"),
                Arguments.of(new ConnectTimeoutException(), "timeout", "timeout"),
                Arguments.of(new ProxyConnectException(), "protocol", "protocol"),
                Arguments.of(new ConnectException(), "refused", "protocol"),
                Arguments.of(new NoRouteToHostException(), "refused", "protocol"),
                Arguments.of(new SSLException("no"), "tls", "tls"),
                Arguments.of(new SSLHandshakeException("no"), "tls", "tls"),
                Arguments.of(new IOException(), "reset", "reset"),
                Arguments.of(new VertxException("closed"), "reset", "reset"),
                Arguments.of(new IllegalArgumentException(), "protocol", "protocol"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void namesTheFirstKnownCause(Throwable failure, String direct, String proxied) {
        RuntimeException wrapped = new RuntimeException(failure);

        assertEquals(direct, ANSWERS.noAnswer(wrapped).upstreamFailure);
        assertEquals(proxied, PROXIED.noAnswer(wrapped).upstreamFailure);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            200 | []
            200 | {} {}
            200 | {
            200 | ``
            199 | {}
            302 | {}
            400 | {"type":"invalid","message":"No."}
            404 | {}
            500 | {}
            """)
    void takesNothingButAnObjectWithASuccess(int status, String body) {
        assertThrows(GigsException.class, () -> ANSWERS.read(answer(status, body)));
    }

    @Test
    void passesOnWhatGigsAddsLater() {
        GigsSession session =
                ANSWERS.read(answer(299, "{\"id\":\"csn_1\",\"user\":null,\"url\":\"u\",\"later\":1.50}"));

        assertEquals(299, session.status());
        assertEquals("csn_1", session.id());
        assertEquals(Optional.empty(), session.user());
        assertEquals(Optional.of("u"), session.url());
        assertEquals(
                "{\"id\":\"csn_1\",\"user\":null,\"later\":1.50}",
                session.withoutUrl().body().toString());
        assertEquals("", ANSWERS.read(answer(200, "{\"id\":7}")).id());
        assertEquals(
                Optional.of("usr_1"),
                ANSWERS.read(answer(200, "{\"user\":\"usr_1\"}")).user());
        assertEquals("GigsSession[299]", session.toString());
    }

    private static Response answer(int status, String body) {
        return Response.status(status)
                .entity(new ByteArrayInputStream(body.getBytes(UTF_8)))
                .build();
    }
}
