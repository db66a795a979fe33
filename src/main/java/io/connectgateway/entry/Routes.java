package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The two paths of the API and the methods they take; no other spelling of them reaches the HTTP layer. */
final class Routes {

    private static final String SESSIONS = "/connectSessions";

    private static final Pattern ROUTE_KEY = Pattern.compile("\\S+ " + SESSIONS + "(?:/\\{([^{}+]+)})?");

    private static final Pattern PATH = Pattern.compile(SESSIONS + "(?:/(csn_[A-Za-z0-9]{1,60}))?");

    private Routes() {}

    /**
     * Checks that the event asks for a call of the API, and gives it the path of that call.
     *
     * @return the id of the session that the call names
     * @throws NotFoundException if no call has its path; an id in another form is unknown without asking Gigs
     * @throws NotAllowedException if the path does not take its method
     */
    static Optional<String> check(APIGatewayV2HTTPEvent event) {
        String path = path(event);
        Matcher call = PATH.matcher(path);
        if (!call.matches()) {
            throw new NotFoundException();
        }
        String methods = call.group(1) == null ? "POST" : "GET, PATCH";
        RequestContext.Http http = event.getRequestContext().getHttp();
        String method = http == null ? "" : String.valueOf(http.getMethod());
        if (!List.of(methods.split(", ")).contains(method)) {
            throw new NotAllowedException(methods, new String[0]);
        }
        event.setRawPath(path);
        return Optional.ofNullable(call.group(1));
    }

    /** API Gateway has matched the route already. The raw path may begin with a stage or the key of an API mapping. */
    private static String path(APIGatewayV2HTTPEvent event) {
        Matcher route = ROUTE_KEY.matcher(String.valueOf(event.getRouteKey()));
        boolean matched = route.matches();
        if (matched && route.group(1) == null) {
            return SESSIONS;
        }
        Map<String, String> parameters = event.getPathParameters();
        String id = matched && parameters != null ? parameters.get(route.group(1)) : null;
        return id != null
                ? SESSIONS + "/" + id
                : withoutStage(String.valueOf(event.getRawPath()), event.getRequestContext());
    }

    private static String withoutStage(String path, RequestContext context) {
        String stage = "/" + context.getStage();
        return path.startsWith(stage + "/") ? path.substring(stage.length()) : path;
    }
}
