package io.connectgateway.gigs;

import io.connectgateway.log.Deadline;
import io.connectgateway.log.RequestLog;
import io.connectgateway.token.ProjectToken;
import io.smallrye.mutiny.Uni;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/**
 * One call to Gigs: within its time, with the project's token, again only where that is safe. What a status or a broken
 * connection means, {@link GigsFailures} says; nobody else looks at either.
 */
@ApplicationScoped
class GigsCall {

    private static final Duration WHOLE_CALL = Duration.ofSeconds(6);

    private static final Set<Integer> RETRYABLE_STATUSES = Set.of(502, 503, 504);

    private static final Logger LOG = Logger.getLogger(GigsCall.class);

    private final ProjectToken tokens;
    private final RequestLog log;
    private final Deadline deadline;
    private final GigsAnswers answers;
    private final Vertx vertx;
    private final boolean proxied;

    GigsCall(
            ProjectToken tokens,
            RequestLog log,
            Deadline deadline,
            GigsAnswers answers,
            Vertx vertx,
            @ConfigProperty(name = "quarkus.proxy.host") Optional<String> proxy) {
        this.tokens = tokens;
        this.log = log;
        this.deadline = deadline;
        this.answers = answers;
        this.vertx = vertx;
        proxied = proxy.isPresent();
    }

    /**
     * Sends a request with the token; with a fresh one again if Gigs refuses that.
     *
     * @param repeatable whether Gigs does the same thing once when it gets the request twice
     * @param request from the value of {@code Authorization} to the call
     */
    Uni<GigsSession> send(boolean repeatable, Function<String, Uni<Response>> request) {
        return tokens.current(deadline.remaining())
                .chain(token -> attempt(repeatable, request, token)
                        .chain(answer -> answer.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()
                                ? withFreshToken(repeatable, request, token)
                                : Uni.createFrom().item(answer)))
                .map(answers::read)
                .onFailure(GigsException.class)
                .invoke(this::logUnreachable);
    }

    private Uni<Response> withFreshToken(boolean repeatable, Function<String, Uni<Response>> request, String refused) {
        return tokens.replace(refused, deadline.remaining())
                .map(fresh -> fresh.orElseThrow(GigsException.TokenRefused::new))
                .invoke(log::tokenRefreshed)
                .chain(fresh -> attempt(repeatable, request, fresh));
    }

    private Uni<Response> attempt(boolean repeatable, Function<String, Uni<Response>> request, String token) {
        long end = System.nanoTime() + min(WHOLE_CALL, deadline.remaining()).toNanos();
        Uni<Response> once = Uni.createFrom().deferred(() -> once(request, "Bearer " + token, end));
        return once.onItemOrFailure().transformToUni((answer, failure) -> {
            if (mayRepeat(repeatable, answer, failure)) {
                return once;
            }
            return failure == null
                    ? Uni.createFrom().item(answer)
                    : Uni.createFrom().failure(failure);
        });
    }

    private static boolean mayRepeat(boolean repeatable, Response answer, Throwable failure) {
        return failure == null
                ? repeatable && RETRYABLE_STATUSES.contains(answer.getStatus())
                : failure instanceof GigsException.Unreachable broken && (repeatable || !broken.mayHaveArrived());
    }

    private Uni<Response> once(Function<String, Uni<Response>> request, String bearer, long end) {
        long start = System.nanoTime();
        if (end - start <= 0) {
            return Uni.createFrom().failure(new GigsException.TimedOut(null));
        }
        return within(Duration.ofNanos(end - start), request.apply(bearer))
                .invoke(answer -> log.upstream(answer.getStatus(), since(start)))
                .onFailure()
                .transform(e -> {
                    GigsException failure = GigsFailures.ofFailure(e, proxied);
                    log.upstreamFailed(failure.upstreamFailure(), since(start));
                    return failure;
                });
    }

    /** Vert.x' timer stays on the event loop, and in the request's context of the log; Mutiny's own would wake a thread each time. */
    private <T> Uni<T> within(Duration limit, Uni<T> call) {
        Uni<T> timeout = Uni.createFrom().emitter(emitter -> {
            long timer =
                    vertx.setTimer(Math.max(1, limit.toMillis()), timedOut -> emitter.fail(new TimeoutException()));
            emitter.onTermination(() -> vertx.cancelTimer(timer));
        });
        return Uni.join().first(call, timeout).toTerminate();
    }

    private void logUnreachable(GigsException e) {
        e.upstreamFailure()
                .ifPresent(failure ->
                        LOG.warnf("Gigs could not be reached: %s%s", failure, proxied ? ", through the proxy" : ""));
    }

    private static Duration since(long start) {
        return Duration.ofNanos(System.nanoTime() - start);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
