package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.button.ButtonModules;
import io.connectgateway.caller.Callers;
import io.connectgateway.caller.UnauthenticatedException;
import io.connectgateway.error.ErrorMapper;
import io.connectgateway.log.Deadline;
import io.connectgateway.log.RequestLog;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import jakarta.ws.rs.WebApplicationException;
import java.util.Map;
import org.jboss.logging.Logger;

/** All that happens to an event, in this order. The HTTP layer gets only what has passed every check. */
@Decorator
@Priority(1)
class FrontDoor implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final Logger LOG = Logger.getLogger(FrontDoor.class);

    private static final Map<String, String> HEADERS =
            Map.of("Cache-Control", "no-store", "Referrer-Policy", "no-referrer", "X-Content-Type-Options", "nosniff");

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> rehearsal;
    private final HttpLayer httpLayer;
    private final RequestLog log;
    private final Deadline deadline;
    private final ButtonModules modules;
    private final Callers callers;
    private final ErrorMapper errors;

    /** @param rehearsal answers the event of start-up, which has no context; the HTTP layer is not open yet */
    FrontDoor(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> rehearsal,
            HttpLayer httpLayer,
            RequestLog log,
            Deadline deadline,
            ButtonModules modules,
            Callers callers,
            ErrorMapper errors) {
        this.rehearsal = rehearsal;
        this.httpLayer = httpLayer;
        this.log = log;
        this.deadline = deadline;
        this.modules = modules;
        this.callers = callers;
        this.errors = errors;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        log.begin(event, context);
        deadline.begin(context);
        APIGatewayV2HTTPResponse response = answer(event, context);
        Map<String, String> headers = response.getHeaders();
        HEADERS.forEach(headers::putIfAbsent);
        headers.put("X-Request-Id", log.requestId());
        log.end(response.getStatusCode());
        return response;
    }

    private APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return modules.serve(event).orElseGet(() -> call(event, context));
        } catch (Throwable e) {
            // A REST API sends version 1.0, a load balancer and most other sources send none.
            if (e instanceof UnauthenticatedException && (event == null || !"2.0".equals(event.getVersion()))) {
                LOG.error("This event is not one that the gateway serves: it takes events of an API Gateway HTTP API,"
                        + " with payload format 2.0 and an authorizer (JWT or Lambda) on the route.");
            }
            return errors.response(e);
        }
    }

    private APIGatewayV2HTTPResponse call(APIGatewayV2HTTPEvent event, Context context) {
        callers.identify(event);
        // An id with an @ may be a person's address.
        callers.current().client().filter(client -> client.indexOf('@') < 0).ifPresent(log::client);
        Routes.check(event).ifPresent(log::session);
        byte[] body = RequestFilter.body(event);
        RequestFilter.checkMediaType(event);
        RequestFilter.dropUnread(event);
        APIGatewayV2HTTPResponse response =
                context == null ? rehearsal.handleRequest(event, null) : httpLayer.answer(event, body);
        return hasErrorObject(response)
                ? response
                : errors.response(new WebApplicationException(response.getStatusCode()));
    }

    /** The HTTP layer's own refusals have no body, or HTML. */
    private static boolean hasErrorObject(APIGatewayV2HTTPResponse response) {
        return response.getStatusCode() < 400
                || response.getBody() != null && response.getBody().startsWith("{\"object\":\"error\"");
    }
}
