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

/** The function in a process of its own, with an environment of its own. */
record FunctionProcess(Process process, Thread reader) implements AutoCloseable {
    /** @param output takes each line that the function writes to its standard output or error */
    static FunctionProcess start(
            List<String> command, Path directory, Map<String, String> environment, Consumer<String> output)
            throws IOException {
        var builder = new ProcessBuilder(command);
        builder.environment().keySet().removeIf(name -> !name.equalsIgnoreCase("SystemRoot")); // Windows needs that one
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

    /** The exit code, when the process has ended. */
    CompletableFuture<Integer> end() {
        return process.onExit().thenApply(Process::exitValue);
    }

    private static void lines(Process process, Consumer<String> output) {
        try (BufferedReader reader = process.inputReader(StandardCharsets.UTF_8)) {
            reader.lines().forEach(output);
        } catch (IOException | UncheckedIOException e) {
            // the process has ended
        }
    }

    /** Kills it, as Lambda does where there are no extensions. What it has printed has been taken when this returns. */
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
