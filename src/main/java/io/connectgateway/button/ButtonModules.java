package io.connectgateway.button;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import jakarta.inject.Singleton;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;

/** Serves the button's modules to everybody, without a token. */
@Singleton
public class ButtonModules {

    private static final String ROUTE = "GET /modules/{module}";

    private static final Pattern FILE =
            Pattern.compile("gigs-connect-(return|button(\\.(de|es|fr|it|nl|pl|pt|tr))?)\\.js");

    /** With {@code q=0} a browser refuses gzip (RFC 9110, 12.5.3). */
    private static final Pattern TAKES_GZIP =
            Pattern.compile("(?i)(^|,)\\s*gzip\\s*(;\\s*q=(?!0(\\.0*)?\\s*(,|$))[^,]*)?(,|$)");

    /** Filled by the first request for a module: the start of the function does not pay for it. */
    private final Map<String, byte[]> modules = new ConcurrentHashMap<>();

    /** @return empty if the event does not ask for a module */
    public Optional<APIGatewayV2HTTPResponse> serve(APIGatewayV2HTTPEvent event) {
        if (event == null || !ROUTE.equals(event.getRouteKey()) || event.getPathParameters() == null) {
            return Optional.empty();
        }
        String file = String.valueOf(event.getPathParameters().get("module"));
        if (!FILE.matcher(file).matches()) {
            return Optional.empty();
        }
        boolean gzip = TAKES_GZIP.matcher(header(event, "accept-encoding")).find();
        byte[] module = modules.computeIfAbsent(gzip ? file + ".gz" : file, key -> read(file, gzip));
        String etag = '"' + UUID.nameUUIDFromBytes(module).toString() + '"';
        Map<String, String> headers = new HashMap<>();
        headers.put("Cache-Control", "public, max-age=3600");
        headers.put("ETag", etag);
        // API Gateway's CORS headers differ by origin.
        headers.put("Vary", "Accept-Encoding, Origin");
        var answer = APIGatewayV2HTTPResponse.builder().withHeaders(headers);
        if (header(event, "if-none-match").contains(etag)) {
            return Optional.of(answer.withStatusCode(304).build());
        }
        headers.put("Content-Type", "text/javascript; charset=utf-8");
        if (gzip) {
            headers.put("Content-Encoding", "gzip");
        }
        return Optional.of(answer.withStatusCode(200)
                .withIsBase64Encoded(true)
                .withBody(Base64.getEncoder().encodeToString(module))
                .build());
    }

    private static String header(APIGatewayV2HTTPEvent event, String name) {
        return event.getHeaders() == null
                ? ""
                : Objects.toString(event.getHeaders().get(name), "");
    }

    private static byte[] read(String file, boolean gzip) {
        var bytes = new ByteArrayOutputStream();
        try (InputStream in = ButtonModules.class.getResourceAsStream("/modules/" + file);
                OutputStream out = gzip ? new GZIPOutputStream(bytes) : bytes) {
            in.transferTo(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}
