package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Lambda authorizer as a command, which reads the event from standard input and prints its answer. */
record AuthorizerCommand(Vertx vertx, List<String> words, Duration limit) implements AuthorizerCall {
    AuthorizerCommand(Vertx vertx, String command) {
        this(vertx, List.of(command.split("\\s+")), TIMEOUT);
    }

    @Override
    public Future<String> ask(JsonObject event) {
        return vertx.executeBlocking(() -> run(event), false);
    }

    private String run(JsonObject event) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
        var late = new CompletableFuture<Void>();
        CompletableFuture.delayedExecutor(limit.toMillis(), TimeUnit.MILLISECONDS)
                .execute(() -> {
                    if (late.complete(null)) {
                        end(process);
                    }
                });
        try (var input = process.getOutputStream()) {
            input.write(event.toBuffer().getBytes());
        } catch (IOException e) {
            // The command need not read the event. Its answer and its exit code decide.
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (!late.cancel(false)) {
            throw new IOException("it took longer than " + limit.toSeconds() + " s");
        }
        if (exitCode != 0) {
            throw new IOException("its exit code is " + exitCode);
        }
        return answer;
    }

    /** Also ends the processes that the command has started, because they would keep its output open. */
    private static void end(Process process) {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
