package io.connectgateway.entry;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.GatewayTest;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.DefaultHttpContent;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;

/** No request of the gateway closes the connection or stays without an answer. These do. */
@GatewayTest
class HttpLayerTest {

    @Inject
    HttpLayer layer;

    @Test
    void goesOnAfterARequestThatIsNeverAnswered() throws Exception {
        var stuck = send(new DefaultHttpContent(Unpooled.EMPTY_BUFFER));

        assertEquals(
                400, send(LastHttpContent.EMPTY_LAST_CONTENT).get(5, SECONDS).getStatusCode());
        assertEquals(
                400, send(LastHttpContent.EMPTY_LAST_CONTENT).get(5, SECONDS).getStatusCode());
        assertFalse(stuck.isDone());
    }

    @Test
    void failsARequestAtWhichTheConnectionIsClosedAndGoesOn() throws Exception {
        HttpContent broken = new DefaultLastHttpContent();
        broken.setDecoderResult(DecoderResult.failure(new IOException()));
        var answer = send(broken);

        assertThrows(ExecutionException.class, () -> answer.get(5, SECONDS));
        assertEquals(
                400, send(LastHttpContent.EMPTY_LAST_CONTENT).get(5, SECONDS).getStatusCode());
    }

    /** A POST waits for its body. */
    private CompletableFuture<APIGatewayV2HTTPResponse> send(HttpContent body) {
        QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
        headers.add("Host", "localhost").add("Transfer-Encoding", "chunked");
        return layer.send(
                new DefaultHttpRequest(HttpVersion.HTTP_1_1, HttpMethod.POST, "/connectSessions", headers), body);
    }
}
