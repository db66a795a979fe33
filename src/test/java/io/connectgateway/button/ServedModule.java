package io.connectgateway.button;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.connectgateway.Event;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;

/**
 * A module as the function serves it.
 *
 * @param path of the alias
 * @param script what is under the hashed name
 */
record ServedModule(String path, String script) {
    private static final Path FOLDER = Path.of("button/src");

    static ServedModule of(String path) {
        return new ServedModule(
                path,
                Event.of("GET", hashedPath(path, "0123456789abcdef")).send().text());
    }

    static String hashedPath(String path, String hash) {
        return "/modules" + path.replaceFirst("js$", hash + ".js");
    }

    /** The aliases, one for each file. */
    static List<String> paths() throws IOException {
        try (var files = Files.newDirectoryStream(FOLDER, "gigs-connect-*.js")) {
            var paths = new ArrayList<String>();
            files.forEach(file -> paths.add("/" + file.getFileName()));
            return paths;
        }
    }

    String hash() {
        return HexFormat.of().formatHex(digest("SHA-256", script), 0, 8);
    }

    String hashedPath() {
        return hashedPath(path, hash());
    }

    String file() throws IOException {
        return Files.readString(Path.of(FOLDER + path));
    }

    /** As {@code integrity} of a page's tag. */
    String integrity() {
        return "sha384-" + Base64.getEncoder().encodeToString(digest("SHA-384", script));
    }

    private static byte[] digest(String algorithm, String script) {
        try {
            return MessageDigest.getInstance(algorithm).digest(script.getBytes(UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
