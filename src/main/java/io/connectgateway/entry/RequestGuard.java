package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.Callers;
import io.connectgateway.error.ErrorMapper;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.WebApplicationException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks the event before it becomes an HTTP request: nobody whom no authorizer has verified gets further, on any path, and what the
 * HTTP layer refuses without an error object is answered with one.
 */
@Decorator
@Priority(RequestGuard.INNERMOST)
class RequestGuard implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    static final int INNERMOST = 4;

    private static final Set<String> READ_HEADERS = Set.of(RequestBody.CONTENT_TYPE, "idempotency-key");

    private static final Pattern CONTROL_CHARACTER = Pattern.compile("\\p{Cntrl}");

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate;
    private final Callers callers;
    private final ErrorMapper errors;

    RequestGuard(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate,
            Callers callers,
            ErrorMapper errors) {
        this.delegate = delegate;
        this.callers = callers;
        this.errors = errors;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        callers.of(event);
        Routes.check(event);
        RequestBody.checkSize(event);
        dropUnread(event);
        RequestBody.checkMediaType(event);
        APIGatewayV2HTTPResponse response = delegate.handleRequest(event, context);
        return hasErrorObject(response)
                ? response
                : errors.response(new WebApplicationException(response.getStatusCode()));
    }

    /** Query, cookies, address and all other headers mean nothing here, and the HTTP layer fails on some of them. */
    private static void dropUnread(APIGatewayV2HTTPEvent event) {
        Map<String, String> read = new HashMap<>();
        if (event.getHeaders() != null) {
            event.getHeaders().forEach((name, value) -> {
                String header = name.toLowerCase(Locale.ROOT);
                if (READ_HEADERS.contains(header) && value != null) {
                    // The HTTP layer answers 500 to a control character; y-umlaut is as invalid to whoever checks the
                    // value.
                    read.put(header, CONTROL_CHARACTER.matcher(value).replaceAll("\u00ff"));
                }
            });
        }
        event.setHeaders(read);
        event.setCookies(null);
        event.setRawQueryString(null);
        event.getRequestContext().getHttp().setSourceIp(null);
    }

    /** The HTTP layer's own refusals have no body, or HTML. */
    private static boolean hasErrorObject(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() < 400
                || response.getBody() != null && response.getBody().startsWith("{\"object\":\"error\"");
    }
}
