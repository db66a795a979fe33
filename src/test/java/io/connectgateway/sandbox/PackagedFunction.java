package io.connectgateway.sandbox;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.Json;
import io.connectgateway.RawServer;
import java.io.IOException;
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

    /** How much time an invocation has if nothing else is said. */
    public static final Duration TIMEOUT = RuntimeApi.TIMEOUT;

    private final FunctionCode code;
    private final ExecutionEnvironment environment;

    private PackagedFunction(Consumer<String> output) throws IOException {
        code = FunctionCode.unpack(FunctionCode.packaged());
        environment = new ExecutionEnvironment(output);
    }

    /**
     * Starts it, and waits until it asks for its first event.
     *
     * @param configuration which reaches it as environment variables
     * @param output takes each line that it prints
     */
    public static PackagedFunction start(Map<String, String> configuration, Consumer<String> output) throws Exception {
        Map<String, String> variables = new HashMap<>();
        configuration.forEach((key, value) ->
                variables.put(key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT), value));
        PackagedFunction function = new PackagedFunction(output);
        function.environment.start(function.code.command(), function.code.directory(), variables);
        function.environment.firstPoll().get(60, TimeUnit.SECONDS);
        return function;
    }

    /** The same between two servers, with more environment variables. */
    public static PackagedFunction start(
            RawServer gigs, RawServer secrets, Map<String, String> more, Consumer<String> output) throws Exception {
        Map<String, String> configuration = new HashMap<>(Canaries.CONFIGURATION);
        configuration.put("CONNECT_GIGS_URL", gigs.url());
        configuration.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        configuration.putAll(more);
        return start(configuration, output);
    }

    /** Gives the invocations that follow this much time. */
    public void timeout(Duration timeout) {
        environment.timeout(timeout);
    }

    /** Its answer to an event. */
    public Event.Answer invoke(String event) {
        return invokeLater(event).join();
    }

    public CompletableFuture<Event.Answer> invokeLater(String event) {
        return environment.invoke(event).thenApply(invocation -> Event.Answer.of(Json.parse(invocation.body())));
    }

    public long pid() {
        return environment.pid();
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
        environment.close();
        code.close();
    }
}
