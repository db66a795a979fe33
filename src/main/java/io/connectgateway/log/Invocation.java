package io.connectgateway.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The request that is being served: its id, its deadline, and what its canonical log line will say. An environment of Lambda
 * serves one request at a time, so there is one of these.
 */
@ApplicationScoped
public class Invocation {

    /** Time to write an answer after the last call upstream has been given up. */
    private static final Duration MARGIN = Duration.ofMillis(500);

    /** What template.yaml gives the function; it counts where no deadline is told, as in start-up. */
    private static final Duration FUNCTION_TIMEOUT = Duration.ofSeconds(15);

    /** Far longer than a route of this API or an identity provider's client id. */
    private static final int MAX_LENGTH = 96;

    private final Map<String, String> fields = new LinkedHashMap<>();
    private int upstreamCalls;
    private Duration upstreamTime = Duration.ZERO;
    private boolean cold = true;
    private volatile boolean rehearsal;
    private long start = System.nanoTime();
    private long deadline = start + FUNCTION_TIMEOUT.toNanos();

    /**
     * Serves the rehearsal of start-up, which has no Lambda context: its time is up from the beginning, nothing of it is logged, and
     * the request after it is still the first.
     */
    public <T> T rehearse(Supplier<T> request) {
        rehearsal = true;
        try {
            return request.get();
        } finally {
            rehearsal = false;
            forget();
        }
    }

    boolean isRehearsal() {
        return rehearsal;
    }

    private synchronized void forget() {
        fields.clear();
        cold = true;
    }

    synchronized void begin(APIGatewayV2HTTPEvent event, Context context) {
        start = System.nanoTime();
        deadline = start + (rehearsal ? Duration.ZERO : remaining(context)).toNanos();
        fields.clear();
        upstreamCalls = 0;
        upstreamTime = Duration.ZERO;
        fields.put("requestId", rehearsal ? "rehearsal" : context.getAwsRequestId());
        note("route", event == null || event.getRouteKey() == null ? "-" : event.getRouteKey());
        fields.put("coldStart", Boolean.toString(cold));
        fields.put("tokenRefreshed", "false");
        cold = false;
    }

    private static Duration remaining(Context context) {
        long millis = context.getRemainingTimeInMillis();
        return millis > 0 ? Duration.ofMillis(millis) : FUNCTION_TIMEOUT;
    }

    /** The fields of the canonical log line. */
    synchronized Map<String, String> end(int status) {
        fields.put("status", Integer.toString(status));
        fields.putIfAbsent("outcome", "ok");
        fields.put(
                "millis",
                Long.toString(Duration.ofNanos(System.nanoTime() - start).toMillis()));
        return Map.copyOf(fields);
    }

    /** Lambda's id of the request; null before the first one. */
    public synchronized String requestId() {
        return fields.get("requestId");
    }

    /** How long this request may still wait for others; zero or less when its time is up. */
    public synchronized Duration remaining() {
        return Duration.ofNanos(deadline - System.nanoTime()).minus(MARGIN);
    }

    /** Which of the partner's applications calls. */
    public void client(String client) {
        note("client", client);
    }

    /** The wire name of the intent that is asked for. */
    public void intent(String type) {
        note("intent", type);
    }

    /** How Gigs answered the last call, and after how long. */
    public synchronized void upstream(int status, Duration time) {
        addCall(Integer.toString(status), time);
        fields.remove("upstreamFailure");
    }

    /** Why Gigs did not answer the last call, and after how long that was clear. */
    public synchronized void upstreamFailed(Optional<String> failure, Duration time) {
        addCall("none", time);
        failure.ifPresent(kind -> note("upstreamFailure", kind));
    }

    private void addCall(String status, Duration time) {
        upstreamCalls++;
        upstreamTime = upstreamTime.plus(time);
        note("upstreamStatus", status);
        note("upstreamCalls", Integer.toString(upstreamCalls));
        note("upstreamMillis", Long.toString(upstreamTime.toMillis()));
    }

    /** The project's token was fetched anew in this request, as Gigs had refused the one before. */
    public void tokenRefreshed() {
        note("tokenRefreshed", "true");
    }

    /** The code of the error that is answered. */
    public void outcome(String code) {
        note("outcome", code);
    }

    private synchronized void note(String field, String value) {
        fields.put(field, bounded(value));
    }

    /** Some of it comes from outside: a value takes one line, and not much of that. */
    private static String bounded(String value) {
        StringBuilder bounded = new StringBuilder();
        for (char c : value.substring(0, Math.min(value.length(), MAX_LENGTH)).toCharArray()) {
            bounded.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return value.length() > MAX_LENGTH ? bounded.append("...").toString() : bounded.toString();
    }
}
