package io.connectgateway.button;

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
import java.util.Set;

/** Serves the modules of a partner's pages to anybody, before a token is asked for; they are all that is served statically. */
@Decorator
@Priority(ButtonModules.BEFORE_REQUEST_GUARD)
class ButtonModules implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    static final int BEFORE_REQUEST_GUARD = 3;

    private static final Set<String> PATHS = Set.of(
            "/gigs-connect-button.js",
            "/gigs-connect-button-element.js",
            "/gigs-connect-return.js",
            "/gigs-connect-button.de.js",
            "/gigs-connect-button.es.js",
            "/gigs-connect-button.fr.js",
            "/gigs-connect-button.it.js",
            "/gigs-connect-button.nl.js",
            "/gigs-connect-button.pl.js",
            "/gigs-connect-button.pt.js",
            "/gigs-connect-button.tr.js");

    private final RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate;

    /** Read when first asked for: a start of the function for a session does not pay for them. */
    private final Map<String, EsModule> modules = new HashMap<>();

    ButtonModules(@Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> delegate) {
        this.delegate = delegate;
    }

    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        if (!isForModule(event)) {
            return delegate.handleRequest(event, context);
        }
        EsModule module = modules.computeIfAbsent(path(event), EsModule::read);
        boolean known = event.getHeaders() != null
                && module.isKnownBy(event.getHeaders().get("if-none-match"));
        return known ? module.notModified() : module.answer();
    }

    private static boolean isForModule(APIGatewayV2HTTPEvent event) {
        if (event == null || event.getRequestContext() == null) {
            return false;
        }
        var http = event.getRequestContext().getHttp();
        return http != null && "GET".equals(http.getMethod()) && PATHS.contains(path(event));
    }

    /** That of the route: the raw path may begin with a stage or with the key of an API mapping. */
    private static String path(APIGatewayV2HTTPEvent event) {
        String route = event.getRouteKey() == null ? "" : event.getRouteKey();
        String path = route.substring(route.indexOf(' ') + 1);
        return PATHS.contains(path) ? path : String.valueOf(event.getRawPath());
    }
}
