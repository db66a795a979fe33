package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.caller.UnauthenticatedException;
import org.jboss.logging.Logger;

/** Tells a deployer who has connected the function to another source than an HTTP API. */
final class ForeignEvent {

    private static final Logger LOG = Logger.getLogger(ForeignEvent.class);

    private ForeignEvent() {}

    /** @param failure by which the event was refused */
    static void report(APIGatewayV2HTTPEvent event, Throwable failure) {
        if (failure instanceof UnauthenticatedException && !isFromHttpApi(event)) {
            LOG.error("This event is not one that the gateway serves: it takes events of an API Gateway HTTP API, with"
                    + " payload format 2.0 and an authorizer (JWT or Lambda) on the route.");
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
