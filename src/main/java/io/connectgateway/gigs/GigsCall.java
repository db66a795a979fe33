package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.secret.ProjectToken;
import io.connectgateway.telemetry.Invocation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
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
    private final Invocation invocation;
    private final ObjectReader json;
    private final boolean proxied;

    GigsCall(
            ProjectToken tokens,
            Invocation invocation,
            ObjectMapper json,
            @ConfigProperty(name = "quarkus.rest-client.gigs.proxy-address") Optional<String> proxy) {
        proxied = proxy.isPresent();
        this.tokens = tokens;
        this.invocation = invocation;
        // A number that Gigs adds one day is passed on digit by digit.
        this.json = json.reader()
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .with(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /**
     * Sends a request with the token; with a fresh one again if Gigs refuses that.
     *
     * @param repeatable whether Gigs does the same thing once when it gets the request twice
     * @param request from the value of {@code Authorization} to the call
     */
    GigsSession send(boolean repeatable, Function<String, Uni<Response>> request) {
        try {
            return read(answered(repeatable, request));
        } catch (GigsException e) {
            e.upstreamFailure()
                    .ifPresent(failure -> LOG.warnf(
                            "Gigs could not be reached: %s%s", failure, proxied ? ", through the proxy" : ""));
            throw e;
        }
    }

    private Response answered(boolean repeatable, Function<String, Uni<Response>> request) {
        String token = tokens.current(invocation.remaining());
        Response answer = attempt(repeatable, request, token);
        if (answer.getStatus() == Response.Status.UNAUTHORIZED.getStatusCode()) {
            String fresh = tokens.replace(token, invocation.remaining()).orElseThrow(GigsException.TokenRefused::new);
            invocation.tokenRefreshed();
            answer = attempt(repeatable, request, fresh);
        }
        return answer;
    }

    private Response attempt(boolean repeatable, Function<String, Uni<Response>> request, String token) {
        long end = System.nanoTime() + min(WHOLE_CALL, invocation.remaining()).toNanos();
        String bearer = "Bearer " + token;
        try {
            Response answer = once(request.apply(bearer), end);
            if (!repeatable || !RETRYABLE_STATUSES.contains(answer.getStatus())) {
                return answer;
            }
        } catch (GigsException.Unreachable e) {
            if (!repeatable && e.mayHaveArrived()) {
                throw e;
            }
        }
        return once(request.apply(bearer), end);
    }

    private Response once(Uni<Response> request, long end) {
        long start = System.nanoTime();
        if (end - start <= 0) {
            throw new GigsException.TimedOut(null);
        }
        try {
            Response answer = request.ifNoItem()
                    .after(Duration.ofNanos(end - start))
                    .fail()
                    .await()
                    .indefinitely();
            invocation.upstream(answer.getStatus(), Duration.ofNanos(System.nanoTime() - start));
            return answer;
        } catch (RuntimeException e) {
            GigsException failure = GigsFailures.ofFailure(e, proxied);
            invocation.upstreamFailed(failure.upstreamFailure(), Duration.ofNanos(System.nanoTime() - start));
            throw failure;
        }
    }

    private GigsSession read(Response answer) {
        int status = answer.getStatus();
        Optional<ObjectNode> body = parse(answer.readEntity(byte[].class));
        return switch (status / 100) {
            case 2 ->
                new GigsSession(
                        status,
                        body.orElseThrow(() -> new GigsException.UnexpectedResponse("Gigs' answer is not JSON.")));
            case 4 ->
                throw GigsFailures.ofStatus(
                        status, body, Optional.ofNullable(answer.getHeaderString(HttpHeaders.RETRY_AFTER)));
            case 5 -> throw new GigsException.Unavailable();
            default -> throw new GigsException.UnexpectedResponse("Gigs answered with a redirect.");
        };
    }

    private Optional<ObjectNode> parse(byte[] body) {
        try {
            JsonNode tree = body == null ? null : json.readTree(body);
            return tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }
}
