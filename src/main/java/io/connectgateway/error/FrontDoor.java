package io.connectgateway.error;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.Callers;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.BadRequestException;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.NotSupportedException;
import jakarta.ws.rs.core.MediaType;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Looks at the event before it becomes an HTTP request: nobody without a verified token gets further, on any path, and what the
 * HTTP layer would answer in its own words gets an error object.
 */
@Decorator
@Priority(FrontDoor.INNERMOST)
class FrontDoor implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    static final int INNERMOST = 3;

    private static final String SESSIONS = "/connectSessions";
    private static final String SESSION = SESSIONS + "/";
    private static final String MEDIA_TYPE = "content-type";
    private static final Set<String> READ = Set.of(MEDIA_TYPE, "idempotency-key");

    private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

    private static final int MOST_BYTES = 32 * 1024;

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate;
    private final Callers callers;
    private final ErrorMapper errors;

    FrontDoor(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate,
            Callers callers,
            ErrorMapper errors) {
        this.delegate = delegate;
        this.callers = callers;
        this.errors = errors;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            callers.of(event);
            checkMethod(event);
            checkBody(event);
            keepOnlyWhatIsRead(event);
            checkMediaType(event);
            APIGatewayV2HTTPResponse response = delegate.handleRequest(event, context);
            return isInOurWords(response) ? response : answer(ErrorTable.byStatus(response.getStatusCode()));
        } catch (RuntimeException e) {
            return answer(e);
        }
    }

    private static void checkMethod(APIGatewayV2HTTPEvent event) {
        String methods = methods(event.getRawPath());
        APIGatewayV2HTTPEvent.RequestContext.Http http =
                event.getRequestContext().getHttp();
        if (http == null
                || http.getMethod() == null
                || !List.of(methods.split(", ")).contains(http.getMethod())) {
            throw new NotAllowedException(methods, new String[0]);
        }
    }

    /** What the two paths of the API take; no other spelling of them reaches the HTTP layer. */
    private static String methods(String path) {
        if (SESSIONS.equals(path)) {
            return "POST";
        } else if (path != null && path.startsWith(SESSION) && isPlain(path.substring(SESSION.length()))) {
            return "GET, PATCH";
        }
        throw new NotFoundException();
    }

    private static boolean isPlain(String segment) {
        return !segment.isEmpty()
                && segment.chars().allMatch(c -> c < 0x7f && (Character.isLetterOrDigit(c) || c == '_'));
    }

    private static void checkBody(APIGatewayV2HTTPEvent event) {
        String body = event.getBody();
        if (body == null) {
            return;
        }
        try {
            boolean tooLarge = event.getIsBase64Encoded()
                    ? Base64.getDecoder().decode(body).length > MOST_BYTES
                    : isTooLarge(body);
            if (tooLarge) {
                throw new BodyTooLargeException();
            }
        } catch (IllegalArgumentException e) {
            throw new BadRequestException();
        }
    }

    /** A char takes three bytes of UTF-8 at most: only the few bodies that come near the limit are copied to be counted. */
    private static boolean isTooLarge(String body) {
        return body.length() > MOST_BYTES / 3 && body.getBytes(UTF_8).length > MOST_BYTES;
    }

    /** Query, cookies, address and all other headers mean nothing here, and the HTTP layer stumbles over some of them. */
    private static void keepOnlyWhatIsRead(APIGatewayV2HTTPEvent event) {
        Map<String, String> kept = new HashMap<>();
        if (event.getHeaders() != null) {
            event.getHeaders().forEach((name, value) -> {
                String header = name.toLowerCase(Locale.ROOT);
                if (READ.contains(header) && value != null) {
                    // A control character stays wrong, but as one that the HTTP layer lets through.
                    kept.put(header, CONTROL.matcher(value).replaceAll("\u00ff"));
                }
            });
        }
        event.setHeaders(kept);
        event.setCookies(null);
        event.setRawQueryString(null);
        event.getRequestContext().getHttp().setSourceIp(null);
    }

    /** A body says that it is JSON; the HTTP layer then gets to see one spelling of that. */
    private static void checkMediaType(APIGatewayV2HTTPEvent event) {
        boolean hasBody = event.getBody() != null && !event.getBody().isEmpty() && !isRead(event);
        if (hasBody && !isJson(event.getHeaders().getOrDefault(MEDIA_TYPE, ""))) {
            throw new NotSupportedException();
        }
        event.getHeaders().put(MEDIA_TYPE, MediaType.APPLICATION_JSON);
    }

    private static boolean isRead(APIGatewayV2HTTPEvent event) {
        return "GET".equals(event.getRequestContext().getHttp().getMethod());
    }

    /** JSON is UTF-8 (RFC 8259, section 8.1), so no other charset is taken; other parameters mean nothing. */
    private static boolean isJson(String mediaType) {
        String[] parts = mediaType.split(";", -1);
        return parts[0].strip().equalsIgnoreCase(MediaType.APPLICATION_JSON)
                && Stream.of(parts)
                        .skip(1)
                        .map(parameter -> parameter.strip().toLowerCase(Locale.ROOT))
                        .filter(parameter -> parameter.startsWith("charset"))
                        .allMatch(charset -> charset.equals("charset=utf-8") || charset.equals("charset=\"utf-8\""));
    }

    /** The HTTP layer's own refusals have no body, or another one. */
    private static boolean isInOurWords(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() < 400
                || response.getBody() != null && response.getBody().startsWith("{\"object\":\"error\"");
    }

    private APIGatewayV2HTTPResponse answer(RuntimeException failure) {
        GigsError error = errors.errorOf(failure);
        Map<String, String> headers = new HashMap<>(error.headers());
        headers.put("Content-Type", "application/json");
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(error.status())
                .withHeaders(headers)
                .withBody(error.body().toString())
                .build();
    }
}
