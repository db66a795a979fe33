package io.connectgateway.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.jboss.logging.MDC;

/** Around every request, whatever becomes of it: one canonical log line, and the headers that every answer has. */
@Decorator
@Priority(RequestLog.OUTERMOST)
class RequestLog implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    static final int OUTERMOST = 1;

    private static final Logger LOG = Logger.getLogger(RequestLog.class);

    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer", "X-Content-Type-Options", "nosniff");

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate;
    private final Invocation invocation;

    RequestLog(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate,
            Invocation invocation) {
        this.delegate = delegate;
        this.invocation = invocation;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        invocation.begin(event, context);
        MDC.put("requestId", invocation.requestId());
        APIGatewayV2HTTPResponse response = delegate.handleRequest(event, context);
        addHeaders(response);
        log(invocation.end(response.getStatusCode()));
        return response;
    }

    private void addHeaders(APIGatewayV2HTTPResponse response) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        headers.putAll(HEADERS);
        headers.put("X-Request-Id", invocation.requestId());
        if (response.getHeaders() != null) {
            headers.putAll(response.getHeaders());
        }
        response.setHeaders(new HashMap<>(headers));
    }

    private void log(Map<String, String> fields) {
        fields.forEach(MDC::put);
        if (!invocation.isRehearsal()) {
            LOG.infof("%s %s %s", fields.get("route"), fields.get("status"), fields.get("outcome"));
        }
        fields.keySet().forEach(MDC::remove);
    }
}
