package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.UnauthenticatedException;
import io.connectgateway.error.ErrorMapper;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import org.jboss.logging.Logger;

/** Answers whatever is thrown before or instead of an answer, right inside the decorator that logs every request. */
@Decorator
@Priority(FailureResponse.INSIDE_REQUEST_LOG)
class FailureResponse implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    static final int INSIDE_REQUEST_LOG = 2;

    private static final Logger LOG = Logger.getLogger(FailureResponse.class);

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate;
    private final ErrorMapper errors;

    FailureResponse(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate,
            ErrorMapper errors) {
        this.delegate = delegate;
        this.errors = errors;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        try {
            return delegate.handleRequest(event, context);
        } catch (Throwable e) {
            if (e instanceof UnauthenticatedException && !isFromHttpApi(event)) {
                LOG.error(
                        "This event is not one that the gateway serves: it takes events of an API Gateway HTTP API, with"
                                + " payload format 2.0 and an authorizer (JWT or Lambda) on the route.");
            }
            return errors.response(e);
        }
    }

    /** A REST API (payload format 1.0), a load balancer and other sources leave these out. */
    private static boolean isFromHttpApi(APIGatewayV2HTTPEvent event) {
        return event != null
                && "2.0".equals(event.getVersion())
                && event.getRequestContext() != null
                && event.getRequestContext().getHttp() != null;
    }
}
