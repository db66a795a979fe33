package io.connectgateway.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerAdapter;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.DefaultHttpRequest;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import io.quarkus.netty.runtime.virtual.VirtualClientConnection;
import io.quarkus.netty.runtime.virtual.VirtualResponseHandler;
import io.quarkus.vertx.http.runtime.QuarkusHttpHeaders;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayOutputStream;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Quarkus' HTTP server in this process, over one connection that stays open. Quarkus' own handler (3.33.2) opens one for
 * each event, and writes to it while another thread begins to read. Now and then the last part of a request is never
 * read, and nobody answers.
 */
@Singleton
class HttpLayer {

    private Connection connection;

    /** The HTTP layer gets the route and the body. The resource reads the idempotency key from the event. */
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, byte[] body) {
        QuarkusHttpHeaders headers = new QuarkusHttpHeaders();
        headers.setContextObject(APIGatewayV2HTTPEvent.class, event);
        headers.add(HttpHeaders.HOST, "localhost");
        headers.add(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        headers.add("Transfer-Encoding", "chunked");
        HttpMethod method =
                HttpMethod.valueOf(event.getRequestContext().getHttp().getMethod());
        return send(
                        new DefaultHttpRequest(HttpVersion.HTTP_1_1, method, event.getRawPath(), headers),
                        new DefaultLastHttpContent(Unpooled.wrappedBuffer(body)))
                .join();
    }

    /** A connection whose last request was never answered is not used again. */
    CompletableFuture<APIGatewayV2HTTPResponse> send(HttpRequest request, HttpContent body) {
        if (connection == null || !connection.isFree()) {
            connection = new Connection();
        }
        return connection.send(request, body);
    }

    private static final class Connection implements VirtualResponseHandler {

        private final VirtualClientConnection<?> client;
        private volatile Answer answer = new Answer();

        Connection() {
            client = VirtualClientConnection.connect(this, VertxHttpRecorder.VIRTUAL_HTTP);
        }

        boolean isFree() {
            return client.isConnected() && answer.isDone();
        }

        /** Writes on the event loop, which reads at the other end, as soon as that end is ready. */
        CompletableFuture<APIGatewayV2HTTPResponse> send(HttpRequest request, HttpContent body) {
            answer = new Answer();
            client.peer().pipeline().addLast(new ChannelHandlerAdapter() {
                @Override
                public void handlerAdded(ChannelHandlerContext channel) {
                    channel.executor().execute(() -> write(request, body));
                    channel.pipeline().remove(this);
                }
            });
            return answer;
        }

        private void write(HttpRequest request, HttpContent body) {
            if (client.isConnected()) {
                client.sendMessage(request);
                client.sendMessage(body);
            } else {
                close();
            }
        }

        @Override
        public void handleMessage(Object part) {
            try {
                answer.add(part);
            } catch (Throwable e) {
                answer.completeExceptionally(e);
                client.close();
            } finally {
                ReferenceCountUtil.release(part);
            }
        }

        @Override
        public void close() {
            if (!answer.isDone()) {
                answer.completeExceptionally(new IllegalStateException("The HTTP layer has closed the connection."));
            }
        }
    }

    private static final class Answer extends CompletableFuture<APIGatewayV2HTTPResponse> {

        private final APIGatewayV2HTTPResponse response = new APIGatewayV2HTTPResponse();
        private final ByteArrayOutputStream body = new ByteArrayOutputStream(0);

        /** @param part the head of an answer, a piece of its body, or both */
        void add(Object part) {
            if (part instanceof HttpResponse head) {
                Map<String, String> headers = new HashMap<>();
                head.headers().forEach(header -> headers.put(header.getKey(), header.getValue()));
                response.setStatusCode(head.status().code());
                response.setHeaders(headers);
            }
            if (part instanceof HttpContent piece) {
                body.writeBytes(ByteBufUtil.getBytes(piece.content()));
            }
            if (part instanceof LastHttpContent) {
                response.setBody(body.toString(UTF_8));
                complete(response);
            }
        }
    }
}
