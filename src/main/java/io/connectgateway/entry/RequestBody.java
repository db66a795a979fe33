package io.connectgateway.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.ClientErrorException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response.Status;
import java.util.Base64;
import java.util.Locale;
import java.util.stream.Stream;

/** Checks of a body before it is read: JSON of at most 32 KiB, far more than any intent needs. */
final class RequestBody {

    static final String CONTENT_TYPE = HttpHeaders.CONTENT_TYPE.toLowerCase(Locale.ROOT);

    private static final int MAX_BYTES = 32 * 1024;

    private RequestBody() {}

    /** @throws ClientErrorException 413 if it is over 32 KiB, 400 if it is not the base64 that the event says it is */
    static void checkSize(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return;
        }
        try {
            boolean tooLarge =
                    event.getIsBase64Encoded() ? Base64.getDecoder().decode(body).length > MAX_BYTES : isTooLarge(body);
            if (tooLarge) {
                throw new ClientErrorException(Status.REQUEST_ENTITY_TOO_LARGE);
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException();
        }
    }

    /** A char takes at most three bytes of UTF-8, so only a body near the limit is copied to be counted. */
    private static boolean isTooLarge(String body) {
        return body.length() > MAX_BYTES / 3 && body.getBytes(UTF_8).length > MAX_BYTES;
    }

    /**
     * Checks that the body is declared as JSON, and gives the HTTP layer one spelling of that.
     *
     * @throws NotSupportedException if it is declared as anything else
     */
    static void checkMediaType(APIGatewayV2HTTPEvent event) {
        boolean read = "GET".equals(event.getRequestContext().getHttp().getMethod());
        boolean hasBody = event.getBody() != null && !event.getBody().isEmpty() && !read;
        if (hasBody && !isJson(event.getHeaders().getOrDefault(CONTENT_TYPE, ""))) {
            throw new NotSupportedException();
        }
        event.getHeaders().put(CONTENT_TYPE, MediaType.APPLICATION_JSON);
    }

    /** JSON is UTF-8 (RFC 8259, section 8.1), so no other charset is taken. Other parameters are ignored. */
    private static boolean isJson(String mediaType) {
        String[] parts = mediaType.split(";", -1);
        return parts[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON)
                && Stream.of(parts)
                        .skip(1)
                        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(charset -> charset.equals("charset=utf-8") || charset.equals("charset=\"utf-8\""));
    }
}
