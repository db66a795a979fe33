package io.connectgateway.sandbox;

import com.google.common.net.InetAddresses;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaApi;
import io.quarkus.amazon.lambda.runtime.MockEventServer;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A stand-in for Lambda's Runtime API. It adds to Quarkus's event server: the paths of
 * {@code AWS_LAMBDA_RUNTIME_API=host:port}, a deadline for each invocation, and init errors.
 */
final class RuntimeApi extends MockEventServer {
    /** The function's timeout. */
    static final Duration TIMEOUT = Duration.ofSeconds(15);

    static final String FUNCTION_NAME = "gigs-connect-gateway";

    /** Headers of the answer to an event, in nanoseconds: the time of the function's answer, and its duration. */
    static final String ANSWERED_AT = "x-answered-at";

    static final String DURATION = "x-duration";

    private static final String DELIVERED_AT = "delivered-at";
    private static final String ARN = "arn:aws:lambda:eu-central-1:000000000000:function:" + FUNCTION_NAME;

    private final CompletableFuture<Long> firstPoll = new CompletableFuture<>();
    private final Consumer<String> log;
    private volatile Duration timeout = TIMEOUT;

    /** @param log takes Lambda's own lines in the function's log */
    RuntimeApi(Consumer<String> log) {
        this.log = log;
    }

    /** Sets the timeout of later invocations. */
    void timeout(Duration timeout) {
        this.timeout = timeout;
    }

    /** Value of {@code AWS_LAMBDA_RUNTIME_API}. */
    String address() {
        return "127.0.0.1:" + getPort();
    }

    /** The address that takes an event and returns the function's answer. */
    String invokeUrl() {
        return "http://" + address() + POST_EVENT;
    }

    /** Completes when the function asks for its first event, with the time by {@link System#nanoTime()}. */
    CompletableFuture<Long> firstPoll() {
        return firstPoll;
    }

    @Override
    public void setupRoutes() {
        router.route().handler(RuntimeApi::loopbackOnly);
        router.route(AmazonLambdaApi.API_PATH_RUNTIME + "*")
                .handler(ctx -> ctx.reroute(BASE_PATH + ctx.request().path()));
        router.post(BASE_PATH + AmazonLambdaApi.API_PATH_INIT_ERROR).handler(this::initError);
        router.get(NEXT_INVOCATION).handler(this::limit);
        super.setupRoutes();
    }

    private static void loopbackOnly(RoutingContext ctx) {
        if (InetAddresses.forString(ctx.request().remoteAddress().hostAddress()).isLoopbackAddress()) {
            ctx.next();
        } else {
            ctx.response().setStatusCode(403).end();
        }
    }

    private void initError(RoutingContext ctx) {
        firstPoll.completeExceptionally(new IllegalStateException("The function failed to start."));
        ctx.response().setStatusCode(202).end();
    }

    private void limit(RoutingContext ctx) {
        firstPoll.complete(System.nanoTime());
        ctx.addHeadersEndHandler(delivered -> {
            Duration time = timeout;
            var headers = ctx.response().headers();
            headers.set(
                    AmazonLambdaApi.LAMBDA_RUNTIME_DEADLINE_MS,
                    Long.toString(System.currentTimeMillis() + time.toMillis()));
            headers.set(AmazonLambdaApi.LAMBDA_RUNTIME_INVOKED_FUNCTION_ARN, ARN);
            String requestId = headers.get(AmazonLambdaApi.LAMBDA_RUNTIME_AWS_REQUEST_ID);
            if (requestId != null) {
                ctx.vertx().setTimer(time.toMillis(), late -> timeOut(requestId, time));
                responsePending.get(requestId).put(DELIVERED_AT, System.nanoTime());
            }
        });
        ctx.next();
    }

    @Override
    public void processResponse(RoutingContext ctx, RoutingContext pending, Buffer answer) {
        long now = System.nanoTime();
        long delivered = pending.get(DELIVERED_AT);
        pending.response()
                .putHeader(ANSWERED_AT, Long.toString(now))
                .putHeader(DURATION, Long.toString(now - delivered));
        super.processResponse(ctx, pending, answer);
    }

    private void timeOut(String requestId, Duration time) {
        RoutingContext pending = responsePending.remove(requestId);
        if (pending != null) {
            String message = requestId + " Task timed out after " + time.toSeconds() + ".00 seconds";
            log.accept(message);
            pending.response()
                    .setStatusCode(500)
                    .end(JsonObject.of("errorMessage", message).toBuffer());
        }
    }
}
