package io.connectgateway.sandbox;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.RawServer;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The packaged function in a process of its own, under a Runtime API that tells it a deadline. */
public final class PackagedFunction implements AutoCloseable {

    private final HttpClient http = HttpClient.newHttpClient();
    private final RuntimeApi runtime;
    private final FunctionProcess process;

    private PackagedFunction(Map<String, String> environment, Consumer<String> output) throws IOException {
        runtime = new RuntimeApi(output);
        runtime.start(0);
        Map<String, String> all = new HashMap<>(environment);
        all.put("AWS_LAMBDA_RUNTIME_API", runtime.address());
        all.put("AWS_LAMBDA_FUNCTION_NAME", RuntimeApi.FUNCTION_NAME);
        all.put("AWS_LAMBDA_FUNCTION_VERSION", "$LATEST");
        all.put("AWS_LAMBDA_FUNCTION_MEMORY_SIZE", "512");
        all.put("AWS_LAMBDA_LOG_GROUP_NAME", "/aws/lambda/" + RuntimeApi.FUNCTION_NAME);
        all.put("AWS_LAMBDA_LOG_STREAM_NAME", "test");
        process = FunctionProcess.start(FunctionProcess.packaged(), all, output);
    }

    /**
     * Starts it, and waits until it asks for its first event.
     *
     * @param more environment variables
     * @param output takes each line that it prints
     */
    public static PackagedFunction start(
            RawServer gigs, RawServer secrets, Map<String, String> more, Consumer<String> output) throws Exception {
        Map<String, String> environment = new HashMap<>();
        Canaries.CONFIGURATION.forEach((key, value) -> environment.put(variable(key), value));
        environment.put("QUARKUS_REST_CLIENT_GIGS_URL", gigs.url());
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.putAll(more);
        PackagedFunction function = new PackagedFunction(environment, output);
        function.runtime.firstPoll().get(60, TimeUnit.SECONDS);
        return function;
    }

    private static String variable(String key) {
        return key.replaceAll("[^a-z0-9]", "_").toUpperCase(Locale.ROOT);
    }

    /** Gives the invocations that follow this much time. */
    public void timeout(Duration timeout) {
        runtime.timeout(timeout);
    }

    /** Its answer to an event. */
    public Event.Answer invoke(String event) {
        return invokeLater(event).join();
    }

    public CompletableFuture<Event.Answer> invokeLater(String event) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(runtime.invokeUrl()))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(event))
                .build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenApply(PackagedFunction::answer);
    }

    private static Event.Answer answer(HttpResponse<String> response) {
        if (response.statusCode() != 200) {
            throw new IllegalStateException("The function failed: " + response.body());
        }
        return Event.Answer.of(Json.parse(response.body()));
    }

    public long pid() {
        return process.pid();
    }

    /** Stops it as Lambda does between two requests. */
    public void freeze() throws Exception {
        signal("-STOP");
        while (!Files.readString(Path.of("/proc/" + pid() + "/stat")).contains(") T ")) {
            Thread.sleep(1);
        }
    }

    /** Lets it go on. */
    public void thaw() throws Exception {
        signal("-CONT");
    }

    private void signal(String signal) throws Exception {
        new ProcessBuilder("kill", signal, Long.toString(pid())).start().waitFor();
    }

    @Override
    public void close() throws IOException {
        process.close();
        runtime.close();
    }
}
