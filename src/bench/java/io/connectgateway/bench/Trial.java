package io.connectgateway.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectgateway.sandbox.ExecutionEnvironment;
import io.connectgateway.sandbox.ExecutionEnvironment.Invocation;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** One environment of a candidate, from its cold start on. */
final class Trial implements AutoCloseable {
    private static final String EVENT = Resources.text("event.json");
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int SECONDS = 60;
    private static final int LINES_OF_OUTPUT = 30;

    private final Candidate candidate;
    private final Upstreams upstreams;
    private final ExecutionEnvironment environment;
    private final Deque<String> output = new ArrayDeque<>();
    private final Map<String, String> variables = new HashMap<>();
    private int invocations;

    Trial(Candidate candidate, Setting setting, Vertx vertx, Certificates certificates) {
        this.candidate = candidate;
        upstreams = new Upstreams(vertx, setting, certificates);
        environment = new ExecutionEnvironment(this::print);
        variables.put("DISABLE_SIGNAL_HANDLERS", "true"); // as the deployment's template has it
        variables.putAll(upstreams.variables());
        if (setting.tls) {
            variables.putAll(candidate.trust(certificates));
        }
    }

    /** Starts it for a request that waits already. */
    ColdStart coldStart() throws InterruptedException {
        CompletableFuture<Invocation> answer = environment.invoke(EVENT);
        long start = System.nanoTime();
        try {
            environment.start(candidate.command(), candidate.directory(), variables);
        } catch (IOException e) {
            throw failed(e);
        }
        long polled = get(environment.firstPoll());
        Invocation first = checked(get(answer));
        return new ColdStart(
                (polled - start) / 1e6,
                first.duration().toNanos() / 1e6,
                (first.answeredAt() - start) / 1e6,
                peakMemory());
    }

    /** One more request; what it took, in milliseconds. */
    double request() throws InterruptedException {
        return checked(get(environment.invoke(EVENT))).duration().toNanos() / 1e6;
    }

    /** The most memory that its process has had, in bytes; null where the operating system does not tell. */
    Long peakMemory() {
        try {
            return ExecutionEnvironment.memory(environment.pid(), "VmHWM");
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** How often its threads have been switched to; null where the operating system does not tell. */
    Long contextSwitches() {
        try {
            return ContextSwitches.of(environment.pid());
        } catch (IOException e) {
            throw failed(e);
        }
    }

    /** On how many connections it has called Gigs. */
    int connections() {
        return upstreams.connections();
    }

    private Invocation checked(Invocation invocation) {
        invocations++;
        try {
            int status = JSON.readTree(invocation.body()).path("statusCode").asInt();
            if (status != 201) {
                throw new IllegalStateException("It answered " + invocation.body());
            }
            upstreams.check(invocations);
        } catch (IOException | IllegalStateException e) {
            throw failed(e);
        }
        return invocation;
    }

    private <T> T get(CompletableFuture<T> future) throws InterruptedException {
        try {
            return future.get(SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw failed(e.getCause());
        } catch (TimeoutException e) {
            throw failed(new TimeoutException("Nothing happened for " + SECONDS + " s."));
        }
    }

    private IllegalStateException failed(Throwable cause) {
        synchronized (output) {
            String message = cause instanceof IllegalStateException || cause instanceof TimeoutException
                    ? cause.getMessage()
                    : cause.toString();
            return new IllegalStateException(
                    candidate.name() + ": " + message + "\n  its command: " + String.join(" ", candidate.command())
                            + "\n  the end of its output:\n    " + String.join("\n    ", output),
                    cause);
        }
    }

    private void print(String line) {
        synchronized (output) {
            output.addLast(line);
            if (output.size() > LINES_OF_OUTPUT) {
                output.removeFirst();
            }
        }
    }

    @Override
    public void close() {
        try {
            environment.close();
        } catch (IOException e) {
            // its port is gone with this process
        }
        upstreams.close();
    }
}
