package io.connectgateway.button;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One ECMAScript module, and the answers to who asks for it.
 *
 * @param name of its file, without {@code .js}
 * @param hash of its content, 16 hexadecimal digits
 */
record EsModule(String name, String script, String hash) {

    private static final Pattern IMPORT = Pattern.compile("(?<= from ')\\./([a-z0-9.-]+)\\.js(?=')");

    /** The module as its hashed name serves it: what it imports has a hashed name too, so that its own hash stands for all of it. */
    static EsModule read(String name) {
        try (InputStream in = EsModule.class.getResourceAsStream("/modules/" + name + ".js")) {
            String source = new String(in.readAllBytes(), UTF_8);
            return of(
                    name,
                    IMPORT.matcher(source)
                            .replaceAll(found -> "./" + read(found.group(1)).hashedName()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static EsModule of(String name, String script) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(script.getBytes(UTF_8));
            return new EsModule(name, script, HexFormat.of().formatHex(digest, 0, 8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private String hashedName() {
        return name + "." + hash + ".js";
    }

    /** What the plain name serves: one line that leads to this module. One that imports another is served itself, which saves a request. */
    EsModule alias() {
        Matcher imports = IMPORT.matcher(script);
        if (imports.find()) {
            return of(name, imports.replaceAll("./modules/$1.js"));
        }
        String names = script.contains("\nexport default ") ? "{ default }" : "*";
        return of(name, "export %s from './modules/%s';\n".formatted(names, hashedName()));
    }

    /** The module, or nothing to who has it already. */
    APIGatewayV2HTTPResponse answer(String ifNoneMatch, String cacheControl) {
        // API Gateway's CORS headers differ by origin: no page may get what was kept for another.
        Map<String, String> headers = Map.of("Cache-Control", cacheControl, "ETag", etag(), "Vary", "Origin");
        if (isKnownBy(ifNoneMatch)) {
            return APIGatewayV2HTTPResponse.builder()
                    .withStatusCode(304)
                    .withHeaders(headers)
                    .build();
        }
        Map<String, String> withType = new HashMap<>(headers);
        withType.put("Content-Type", "text/javascript; charset=utf-8");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(withType)
                .withBody(script)
                .build();
    }

    private String etag() {
        return '"' + hash + '"';
    }

    /** Whether this {@code If-None-Match} has the module's tag; a proxy may have weakened it (RFC 9110, 13.1.2). */
    private boolean isKnownBy(String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag()) || tag.equals("*"));
    }
}
