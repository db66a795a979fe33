package io.connectgateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** No test listens on a port of its own choice, which another program may have, a running sandbox for one. */
class PortsTest {

    private static final Pattern FIXED = Pattern.compile(
            // WireMock listens on 8080 for http unless it is told otherwise.
            "(?:new WireMockServer\\(\\s*\\)|wireMockConfig\\(\\)(?!\\s*\\.dynamicPort\\(\\))"
                    + "|new (?:Server)?Socket\\((?!\\s*(?:0|client)?\\b\\s*[,)])\\s*[1-9]"
                    + "|new InetSocketAddress\\((?:[^();]|\\([^()]*\\))*?\\b[1-9]\\d{2,4}\\s*\\)"
                    + "|\\.(?:port|httpsPort|listen)\\(\\s*[1-9])");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "new WireMockServer()",
                "wireMockConfig().dynamicHttpsPort()",
                "new ServerSocket(8080)",
                "new InetSocketAddress(InetAddress.getLoopbackAddress(), 8080)",
                "options().port(8089)"
            })
    void isFound(String code) {
        assertTrue(FIXED.matcher(code).find());
    }

    @Test
    void noTestHasOne() throws IOException {
        try (Stream<Path> sources = Files.walk(Path.of("src/test/java"))) {
            List<Path> found = sources.filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("PortsTest.java"))
                    .filter(PortsTest::hasOne)
                    .toList();
            assertEquals(List.of(), found);
        }
    }

    private static boolean hasOne(Path source) {
        try {
            return FIXED.matcher(Files.readString(source)).find();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
