package io.connectgateway.sandbox;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/**
 * One execution environment of Lambda: a process and its Runtime API. You may invoke it before the process has started.
 * The process gets one event after the other, when it asks.
 */
public final class ExecutionEnvironment implements AutoCloseable {
    /** The function's memory in MB, as in the template. */
    public static final int MEMORY = 512;

    /** Names that Lambda accepts. An operating system also accepts a property's own name. */
    private static final Pattern VARIABLE = Pattern.compile("[a-zA-Z][a-zA-Z0-9_]+");

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /**
     * The result of an event.
     *
     * @param body the function's answer
     * @param answeredAt when the answer arrived at the Runtime API, by {@link System#nanoTime()}
     * @param duration from the event to its answer, like {@code Duration} in Lambda's {@code REPORT} line
     */
    public record Invocation(String body, long answeredAt, Duration duration) {}

    private final Consumer<String> output;
    private final RuntimeApi runtime;
    private FunctionProcess process;

    /** @param output takes each log line of the function, and of Lambda */
    public ExecutionEnvironment(Consumer<String> output) {
        this.output = output;
        runtime = new RuntimeApi(output);
        runtime.start(0);
    }

    /**
     * Starts the process. Its environment has only these variables and those of Lambda.
     *
     * @param directory the function's code, where the process starts
     */
    public void start(List<String> command, Path directory, Map<String, String> variables) throws IOException {
        for (String name : variables.keySet()) {
            if (!VARIABLE.matcher(name).matches()) {
                throw new IllegalArgumentException("Lambda takes no environment variable of the name " + name + ".");
            }
        }
        Map<String, String> environment = new HashMap<>(lambda(directory));
        environment.putAll(variables);
        process = FunctionProcess.start(command, directory, environment, output);
    }

    /** The time of the first poll, by {@link System#nanoTime()}. Fails if the process ends before it. */
    public CompletableFuture<Long> firstPoll() {
        return process.end()
                .thenCompose(exitCode -> CompletableFuture.<Long>failedFuture(new IllegalStateException(
                        "The function ended before it asked for an event, with exit code " + exitCode + ".")))
                .applyToEither(runtime.firstPoll(), polled -> polled);
    }

    /** Sends an event to the function. Fails if the function fails or does not answer in time. */
    public CompletableFuture<Invocation> invoke(String event) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.invokeUrl()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return HTTP.sendAsync(request, BodyHandlers.ofString()).thenApply(ExecutionEnvironment::invocation);
    }

    private static Invocation invocation(HttpResponse<String> answer) {
        if (answer.statusCode() != 200) {
            throw new IllegalStateException("The function failed: " + answer.body());
        }
        var headers = answer.headers();
        return new Invocation(
                answer.body(),
                headers.firstValueAsLong(RuntimeApi.ANSWERED_AT).orElseThrow(),
                Duration.ofNanos(headers.firstValueAsLong(RuntimeApi.DURATION).orElseThrow()));
    }

    /** Sets the timeout of later invocations. */
    public void timeout(Duration timeout) {
        runtime.timeout(timeout);
    }

    /** Completes with the exit code when the process ends. */
    public CompletableFuture<Integer> end() {
        return process.end();
    }

    public long pid() {
        return process.pid();
    }

    /** A size from Linux's {@code /proc/PID/status} in bytes; null on other systems. */
    public static Long memory(long pid, String field) throws IOException {
        try {
            return Files.readAllLines(Path.of("/proc/" + pid + "/status")).stream()
                    .filter(line -> line.startsWith(field + ":"))
                    .map(line -> Long.parseLong(line.replaceAll("\\D", "")) * 1024)
                    .findFirst()
                    .orElse(null);
        } catch (NoSuchFileException e) {
            return null;
        }
    }

    RuntimeApi runtime() {
        return runtime;
    }

    private Map<String, String> lambda(Path directory) {
        return Map.ofEntries(
                Map.entry("AWS_LAMBDA_RUNTIME_API", runtime.address()),
                Map.entry("AWS_LAMBDA_FUNCTION_NAME", RuntimeApi.FUNCTION_NAME),
                Map.entry("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST"),
                Map.entry("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", Integer.toString(MEMORY)),
                Map.entry("AWS_LAMBDA_INITIALIZATION_TYPE", "on-demand"),
                Map.entry("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + RuntimeApi.FUNCTION_NAME),
                Map.entry("AWS_LAMBDA_LOG_STREAM_NAME", "local"),
                Map.entry("AWS_REGION", FakeSecretsManager.REGION),
                Map.entry("AWS_DEFAULT_REGION", FakeSecretsManager.REGION),
                Map.entry("LAMBDA_TASK_ROOT", directory.toString()),
                Map.entry("_HANDLER", "io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest"),
                Map.entry("PATH", System.getenv().getOrDefault("PATH", "")),
                Map.entry("LANG", "en_US.UTF-8"),
                Map.entry("TZ", ":UTC"));
    }

    @Override
    public void close() throws IOException {
        if (process != null) {
            process.close();
        }
        runtime.close();
    }
}
