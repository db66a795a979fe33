package io.connectgateway.gigs;

import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.Handler;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderListener;
import org.jboss.resteasy.reactive.client.impl.VertxRequestCustomizingClientBuilder;

/**
 * Breaks off an answer from upstream that is longer than any should be, before it fills the memory. Found as a service of
 * MicroProfile REST Client.
 */
@RegisterForReflection
public final class ResponseLimit implements RestClientBuilderListener {

    private static final int MAX_BYTES = 256 * 1024;

    @Override
    public void onNewBuilder(RestClientBuilder builder) {
        ((VertxRequestCustomizingClientBuilder<?>) builder).httpClientRequestCustomizer(ResponseLimit::limit);
    }

    private static void limit(HttpClientRequest request) {
        request.response().onSuccess(response -> {
            // Every answer is read as bytes; what calls itself a multipart form would be parsed past this limit.
            response.headers().remove(HttpHeaders.CONTENT_TYPE);
            response.handler(new Counter(response));
        });
    }

    /** Whether a call failed because its answer was too long. */
    static boolean isBehind(Throwable failure) {
        Throwable cause = failure;
        while (cause != null && !(cause instanceof Exceeded)) {
            cause = cause.getCause();
        }
        return cause != null;
    }

    /** The answer was too long. */
    static final class Exceeded extends RuntimeException {
        Exceeded() {
            super("The answer is over 256 KiB.", null, false, false);
        }
    }

    private static final class Counter implements Handler<Buffer> {

        private final HttpClientResponse response;
        private long bytes;

        Counter(HttpClientResponse response) {
            this.response = response;
        }

        @Override
        public void handle(Buffer chunk) {
            bytes += chunk.length();
            if (bytes > MAX_BYTES) {
                response.request().reset(0, new Exceeded());
            }
        }
    }
}
