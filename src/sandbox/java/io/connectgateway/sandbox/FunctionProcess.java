package io.connectgateway.sandbox;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** The function's process. */
record FunctionProcess(Process process, Thread reader) implements AutoCloseable {
    /** @param output takes each line of the function's standard output and error */
    static FunctionProcess start(
            List<String> command, Path directory, Map<String, String> environment, Consumer<String> output)
            throws IOException {
        var builder = new ProcessBuilder(command);
        // Windows needs SystemRoot.
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot"));
        builder.environment().putAll(environment);
        Process process =
                builder.directory(directory.toFile()).redirectErrorStream(true).start();
        process.getOutputStream().close();
        var reader = new Thread(() -> lines(process, output), "function output");
        reader.setDaemon(true);
        reader.start();
        return new FunctionProcess(process, reader);
    }

    long pid() {
        return process.pid();
    }

    /** Completes with the exit code when the process ends. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    private static void lines(Process process, Consumer<String> output) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            // The process has ended.
        }
    }

    /** Kills the process, as Lambda does for a function without extensions, and reads the rest of its output. */
    @Override
    public void close() {
        try {
            process.destroyForcibly().waitFor(2, TimeUnit.SECONDS);
            reader.join(2_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
