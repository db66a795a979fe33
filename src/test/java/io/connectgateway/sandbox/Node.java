package io.connectgateway.sandbox;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** Commands of the examples. Without Node.js, tests are skipped on a developer's machine and fail in CI. */
final class Node {
    private Node() {}

    static void require() {
        try {
            run(Path.of("."), "node", "--version");
        } catch (IOException e) {
            if (System.getenv("CI") != null) {
                Assertions.fail("No Node.js on the PATH");
            }
            Assumptions.abort("No Node.js on the PATH");
        }
    }

    /** Installs what an example's lock file names, unless it is there. */
    static void install(Path example) throws IOException {
        if (!Files.exists(example.resolve("node_modules"))) {
            run(example, "npm", "ci", "--silent");
        }
    }

    static Process start(Path directory, Map<String, String> environment, String... command) throws IOException {
        var builder = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().putAll(environment);
        return builder.start();
    }

    static void run(Path directory, String... command) throws IOException {
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        Assertions.assertEquals(0, process.onExit().join().exitValue(), output);
    }
}
