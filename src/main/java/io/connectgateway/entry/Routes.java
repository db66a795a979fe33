package io.connectgateway.entry;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import java.util.List;

/** The two paths of the API and the methods they take; no other spelling of them reaches the HTTP layer. */
final class Routes {

    private static final String SESSIONS = "/connectSessions";
    private static final String SESSION = SESSIONS + "/";

    private Routes() {}

    /**
     * Checks that the event asks for a call of the API.
     *
     * @throws NotFoundException if no call has its path
     * @throws NotAllowedException if the path does not take its method
     */
    static void check(APIGatewayV2HTTPEvent event) {
        String methods = methods(event.getRawPath());
        APIGatewayV2HTTPEvent.RequestContext.Http http =
                event.getRequestContext().getHttp();
        if (http == null
                || http.getMethod() == null
                || !List.of(methods.split(", ")).contains(http.getMethod())) {
            throw new NotAllowedException(methods, new String[0]);
        }
    }

    /** The value of {@code Allow}. */
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
}
