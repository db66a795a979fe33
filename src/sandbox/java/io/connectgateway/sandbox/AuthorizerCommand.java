package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A Lambda authorizer that is a command: it reads the event from its standard input and writes its answer. */
record AuthorizerCommand(Vertx vertx, List<String> words) implements AuthorizerCall {
    AuthorizerCommand(Vertx vertx, String command) {
        this(vertx, List.of(command.split("\\s+")));
    }

    @Override
    public Future<String> ask(JsonObject event) {
        return vertx.executeBlocking(() -> run(event), false);
    }

    private String run(JsonObject event) throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(words).redirectError(Redirect.INHERIT).start();
        var limit = CompletableFuture.delayedExecutor(TIMEOUT.toSeconds(), TimeUnit.SECONDS);
        limit.execute(process::destroyForcibly);
        try (var input = process.getOutputStream()) {
            input.write(event.toBuffer().getBytes());
        } catch (IOException e) {
            // It need not read the event: its answer and its exit code decide.
        }
        String answer = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        int exitCode = process.waitFor();
        if (exitCode != 0) {
            throw new IOException("its exit code is " + exitCode);
        }
        return answer;
    }
}
