package io.connectgateway.gigs;

import io.connectgateway.gigs.GigsException.Kind;
import io.connectgateway.log.Deadline;
import io.connectgateway.log.RequestLog;
import io.connectgateway.token.ProjectToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/** One call to Gigs: within its time, with the project's token, and repeated only where that is safe. */
@ApplicationScoped
class GigsCall {

    private static final Duration WHOLE_CALL = Duration.ofSeconds(6);

    private final ProjectToken tokens;
    private final RequestLog log;
    private final Deadline deadline;
    private final GigsAnswers answers;
    private final Vertx vertx;

    GigsCall(ProjectToken tokens, RequestLog log, Deadline deadline, GigsAnswers answers, Vertx vertx) {
        this.tokens = tokens;
        this.log = log;
        this.deadline = deadline;
        this.answers = answers;
        this.vertx = vertx;
    }

    /**
     * Sends a request with the token, and once more with a fresh one if Gigs refuses the token.
     *
     * @param idempotent repeating the request has no further effect
     * @param request from the value of {@code Authorization} to the call
     */
    Uni<GigsSession> send(boolean idempotent, Function<String, Uni<Response>> request) {
        return tokens.current(deadline.remaining())
                .chain(token -> attempt(idempotent, request, token)
                        .onFailure(GigsCall::mayBeOldToken)
                        .recoverWithUni(() -> withFreshToken(idempotent, request, token)))
                .onFailure(GigsException.class)
                .invoke(answers::warn);
    }

    private Uni<GigsSession> withFreshToken(
            boolean idempotent, Function<String, Uni<Response>> request, String refused) {
        return tokens.replace(refused, deadline.remaining())
                .map(fresh -> fresh.orElseThrow(() -> new GigsException(Kind.TOKEN_REFUSED, null)))
                .invoke(log::tokenRefreshed)
                .chain(fresh -> attempt(idempotent, request, fresh));
    }

    private Uni<GigsSession> attempt(boolean idempotent, Function<String, Uni<Response>> request, String token) {
        long limit = Math.min(WHOLE_CALL.toNanos(), deadline.remaining().toNanos());
        long end = System.nanoTime() + limit;
        return Uni.createFrom()
                .deferred(() -> once(request, "Bearer " + token, end))
                .onFailure(failure -> mayRepeat(idempotent, failure))
                .retry()
                .atMost(1);
    }

    /** With 403, Gigs knows the token, so that a newer one would not help. */
    private static boolean mayBeOldToken(Throwable failure) {
        return failure instanceof GigsException e && e.kind() == Kind.TOKEN_REFUSED && e.status() == 401;
    }

    /** Another try may be answered at once, and has no further effect. */
    private static boolean mayRepeat(boolean idempotent, Throwable failure) {
        return failure instanceof GigsException e
                && switch (e.kind()) {
                    case UNREACHABLE -> true;
                    case BROKEN -> idempotent;
                    case UNAVAILABLE -> idempotent && e.status() >= 502 && e.status() <= 504;
                    default -> false;
                };
    }

    private Uni<GigsSession> once(Function<String, Uni<Response>> request, String bearer, long end) {
        long start = System.nanoTime();
        if (end - start <= 0) {
            return Uni.createFrom().failure(new GigsException(Kind.TIMED_OUT, null));
        }
        return within(end - start, request.apply(bearer))
                .invoke(answer -> log.upstream(answer.getStatus(), null, System.nanoTime() - start))
                .onFailure()
                .transform(failure -> {
                    GigsException e = answers.noAnswer(failure);
                    log.upstream(0, e.upstreamFailure, System.nanoTime() - start);
                    return e;
                })
                .map(answers::read);
    }

    /** Vert.x' timer stays on the event loop. Mutiny's own would wake a thread each time. */
    private <T> Uni<T> within(long nanos, Uni<T> call) {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(nanos));
        Uni<T> timeout = Uni.createFrom().emitter(emitter -> {
            long timer = vertx.setTimer(millis, timedOut -> emitter.fail(new TimeoutException()));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
        return Uni.join().first(call, timeout).toTerminate();
    }
}
