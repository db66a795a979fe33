package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The artifact holds the gateway, and nothing that only a developer's machine needs. */
class ArtifactIT {
    private static final Path TARGET = Path.of("target");
    private static final List<String> DEVELOPMENT_ONLY = List.of(
            "connectgateway/sandbox",
            "connectgateway/bench",
            "wiremock",
            "event-server",
            "jose4j",
            "runtime-interface-client",
            "bouncycastle",
            "junit",
            "json-schema");

    static Stream<Path> artifacts() throws IOException {
        try (Stream<Path> files = Files.list(TARGET)) {
            return files.filter(file -> file.toString().matches(".*(function\\.zip|-runner\\.jar)")).toList().stream();
        }
    }

    @ParameterizedTest
    @MethodSource("artifacts")
    void holdsNothingOfSandboxOrTests(Path artifact) throws IOException {
        try (var zip = new ZipFile(artifact.toFile())) {
            assertEquals(
                    List.of(),
                    zip.stream()
                            .map(ZipEntry::getName)
                            .filter(name -> DEVELOPMENT_ONLY.stream().anyMatch(name::contains))
                            .toList());
            assertTrue(
                    zip.getEntry("bootstrap") != null || zip.getEntry("io/connectgateway/session/") != null,
                    "neither bootstrap nor classes");
        }
    }
}
