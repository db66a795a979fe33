package io.connectgateway.button;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.stream.Stream;

/**
 * One ECMAScript module, and the answers to who asks for it.
 *
 * @param etag an entity tag with its quotes, from the module's content
 */
record EsModule(String script, String etag) {

    private static final String CACHE_CONTROL = "public, max-age=86400";

    static EsModule read(String path) {
        try (InputStream in = EsModule.class.getResourceAsStream("/META-INF/resources" + path)) {
            byte[] bytes = in.readAllBytes();
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return new EsModule(new String(bytes, UTF_8), '"' + HexFormat.of().formatHex(digest, 0, 16) + '"');
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Whether this {@code If-None-Match} has the module's tag; a proxy may have weakened it (RFC 9110, 13.1.2). */
    boolean isKnownBy(String ifNoneMatch) {
        return ifNoneMatch != null
                && Stream.of(ifNoneMatch.split(","))
                        .map(tag -> tag.strip().replaceFirst("^W/", ""))
                        .anyMatch(tag -> tag.equals(etag) || tag.equals("*"));
    }

    APIGatewayV2HTTPResponse answer() {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(200)
                .withHeaders(Map.of(
                        "Content-Type", "text/javascript; charset=utf-8", "Cache-Control", CACHE_CONTROL, "ETag", etag))
                .withBody(script)
                .build();
    }

    APIGatewayV2HTTPResponse notModified() {
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(304)
                .withHeaders(Map.of("Cache-Control", CACHE_CONTROL, "ETag", etag))
                .build();
    }
}
