package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a self-hosted module weighs, made as docs/button.md says. */
class ModuleSizeTest {
    private static final String ESBUILD = "0.25.10";

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "gigs-connect-button.js, 3072",
        "gigs-connect-return.js, 1536",
        "gigs-connect-button.de.js, 512",
        "gigs-connect-button.es.js, 512",
        "gigs-connect-button.fr.js, 512",
        "gigs-connect-button.it.js, 512",
        "gigs-connect-button.nl.js, 512",
        "gigs-connect-button.pl.js, 512",
        "gigs-connect-button.pt.js, 512",
        "gigs-connect-button.tr.js, 512"
    })
    void weighsAtMostItsBudgetMinifiedAndGzipped(String name, int budget) throws Exception {
        var module = folder.resolve(name);
        var process = new ProcessBuilder(
                        esbuild().toString(),
                        "button/src/" + name,
                        "--bundle",
                        "--minify",
                        "--format=esm",
                        "--target=es2022",
                        "--outfile=" + module)
                .redirectErrorStream(true)
                .start();
        var output = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), output);

        var weight = gzipped(Files.readAllBytes(module));

        assertTrue(weight > budget / 3, () -> "no module in the bundle: " + weight + " bytes");
        assertTrue(weight <= budget, () -> weight + " bytes, " + (weight - budget) + " too many");
    }

    private Path esbuild() throws IOException {
        var os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
        var cpu = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "x64";
        var platform = (os.contains("mac") ? "darwin-" : os.contains("win") ? "win32-" : "linux-") + cpu;
        var name = platform.startsWith("win32") ? "esbuild.exe" : "bin/esbuild";
        var resource = "/META-INF/resources/_static/%s/%s/%s".formatted(platform, ESBUILD, name);
        var file = folder.resolve("esbuild.exe");
        try (var in = ModuleSizeTest.class.getResourceAsStream(resource)) {
            Files.copy(in, file);
        }
        assertTrue(file.toFile().setExecutable(true));
        return file;
    }

    private static int gzipped(byte[] bytes) throws IOException {
        var out = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        }) {
            gzip.write(bytes);
        }
        return out.size();
    }
}
