package io.connectgateway.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.Response.Status;
import java.util.Base64;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** Lets a JSON body of at most 32 KiB in, and the idempotency key. */
final class RequestFilter {

    private static final int MAX_BYTES = 32 * 1024;

    private static final String CONTENT_TYPE = "content-type";
    private static final String IDEMPOTENCY_KEY = "idempotency-key";

    private static final Pattern JSON = Pattern.compile("(?is)[ \\t]*application/json[ \\t]*(;.*)?");

    /** JSON is UTF-8 (RFC 8259, section 8.1). */
    private static final Pattern OTHER_CHARSET =
            Pattern.compile("(?i);[ \\t]*charset(?!=(utf-8|\"utf-8\")[ \\t]*(;|\\z))");

    private RequestFilter() {}

    /** @throws ClientErrorException 413 if it is over 32 KiB, 400 if it is not the base64 that the event says it is */
    static byte[] body(APIGatewayV2HTTPEvent event) {
        String body = Objects.requireNonNullElse(event.getBody(), "");
        try {
            byte[] bytes = event.getIsBase64Encoded() ? Base64.getDecoder().decode(body) : body.getBytes(UTF_8);
            if (bytes.length > MAX_BYTES) {
                throw new ClientErrorException(Status.REQUEST_ENTITY_TOO_LARGE);
            }
            return bytes;
        } catch (IllegalArgumentException e) {
            throw new BadRequestException();
        }
    }

    /** @throws NotSupportedException if there is a body and it is not declared as JSON */
    static void checkMediaType(APIGatewayV2HTTPEvent event) {
        boolean hasBody = event.getBody() != null && !event.getBody().isEmpty();
        String type = header(event, CONTENT_TYPE).orElse("");
        if (hasBody
                && !event.getRequestContext().getHttp().getMethod().equals("GET")
                && (!JSON.matcher(type).matches() || OTHER_CHARSET.matcher(type).find())) {
            throw new NotSupportedException();
        }
    }

    /** Leaves the one header that is read later, under the name that API Gateway gives it. */
    static void dropUnread(APIGatewayV2HTTPEvent event) {
        event.setHeaders(header(event, IDEMPOTENCY_KEY)
                .map(key -> Map.of(IDEMPOTENCY_KEY, key))
                .orElse(Map.of()));
    }

    private static Optional<String> header(APIGatewayV2HTTPEvent event, String name) {
        Map<String, String> headers = Objects.requireNonNullElse(event.getHeaders(), Map.of());
        return headers.entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase(name) && header.getValue() != null)
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
