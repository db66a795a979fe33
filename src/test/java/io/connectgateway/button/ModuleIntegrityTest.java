package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.connectgateway.GatewayTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tags that the guide gives to copy are those of the modules that the function serves. */
@GatewayTest
class ModuleIntegrityTest {
    private static final String TAG =
            "<script type=\"module\" crossorigin src=\"https://api.shop.example%s\" integrity=\"%s\"></script>";

    @Test
    void isWhatTheGuideSays() throws IOException {
        var guide = Files.readString(Path.of("docs/button.md"));

        var tags = Pattern.compile("<script.+integrity=\"sha384-[^\"]+\".*")
                .matcher(guide)
                .results()
                .map(found -> found.group())
                .filter(tag -> tag.contains("/modules/"))
                .toList();

        var served = Stream.of("-button-element", "-button", "-return")
                .map(name -> ServedModule.of("/gigs-connect" + name + ".js"))
                .map(module -> TAG.formatted(module.hashedPath(), module.integrity()))
                .toList();
        assertEquals(String.join("\n", served), String.join("\n", tags));
    }
}
