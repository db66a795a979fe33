package io.connectgateway.token;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPipeline;
import io.netty.channel.ChannelPromise;
import io.netty.channel.CombinedChannelDuplexHandler;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpClientCodec;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpRequestEncoder;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpResponseDecoder;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.net.impl.ConnectionBase;
import java.util.List;

/**
 * Takes one final answer to one request from a connection, and nothing else. Interim answers (1xx) are skipped. A
 * connection on which anything more comes is closed, because the next caller could get an answer that another caller
 * asked for. An answer over 256 KiB is broken off before it fills the memory.
 */
public final class OneAnswerCodec extends CombinedChannelDuplexHandler<HttpResponseDecoder, HttpRequestEncoder> {

    private static final int MAX_BYTES = 256 * 1024;

    private final Answers answers = new Answers();

    private OneAnswerCodec() {
        init(answers, new HttpRequestEncoder());
    }

    /** Reads this connection from now on, in place of Vert.x' own codec. */
    public static void readFrom(HttpConnection connection) {
        ChannelPipeline pipeline = ((ConnectionBase) connection).channel().pipeline();
        if (pipeline.get(HttpClientCodec.class) != null) {
            pipeline.replace(HttpClientCodec.class, "codec", new OneAnswerCodec());
        }
    }

    @Override
    public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) throws Exception {
        answers.asked |= message instanceof LastHttpContent;
        super.write(context, message, promise);
    }

    private static final class Answers extends HttpResponseDecoder {

        /** A request is out, and its answer has not ended yet. */
        private boolean asked;

        private HttpResponse answer;
        private int bytes;

        @Override
        protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out) throws Exception {
            if (!asked) {
                in.skipBytes(in.readableBytes());
                context.close();
                return;
            }
            super.decode(context, in, out);
            if (!out.isEmpty() && out.get(0) instanceof HttpResponse begun) {
                if (isInterim(begun)) {
                    out.clear();
                } else {
                    begin(begun);
                }
            }
            if (!out.isEmpty() && out.get(out.size() - 1) instanceof HttpContent content) {
                count(content);
                if (content instanceof LastHttpContent) {
                    end(in);
                }
            }
        }

        /** An interim answer has no content (RFC 9110, 15.2). Content that it announces could pass for the answer. */
        private static boolean isInterim(HttpResponse begun) {
            return begun.status().codeClass() == HttpStatusClass.INFORMATIONAL
                    && !begun.status().equals(HttpResponseStatus.SWITCHING_PROTOCOLS)
                    && begun.headers().get(HttpHeaderNames.CONTENT_LENGTH, "0").equals("0");
        }

        private void begin(HttpResponse begun) {
            answer = begun;
            bytes = 0;
            // Every answer is read as bytes. The REST client would parse one that calls itself a multipart form.
            begun.headers().remove(HttpHeaderNames.CONTENT_TYPE);
        }

        private void count(HttpContent content) {
            bytes += content.content().readableBytes();
            if (bytes > MAX_BYTES && content.content().isReadable()) {
                content.setDecoderResult(
                        DecoderResult.failure(new TooLongHttpContentException("The answer is over 256 KiB.")));
            }
        }

        private void end(ByteBuf in) {
            asked = false;
            if (answer.status().codeClass() == HttpStatusClass.INFORMATIONAL) {
                answer.setDecoderResult(DecoderResult.failure(new IllegalStateException("This is no final answer.")));
            }
            if (in.isReadable()) {
                in.skipBytes(in.readableBytes());
                answer.headers().set(HttpHeaderNames.CONNECTION, HttpHeaderValues.CLOSE);
            }
        }
    }
}
