package io.connectgateway.button;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Serves the modules of a partner's pages to anybody, before a token is asked for; they are all that is served statically. Each has two
 * names: {@code /modules/gigs-connect-button.HASH.js}, which a browser keeps for a year, and its alias {@code /gigs-connect-button.js}.
 */
@Singleton
public class ButtonModules {

    private static final Set<String> NAMES = Set.of(
            "gigs-connect-button",
            "gigs-connect-button-element",
            "gigs-connect-return",
            "gigs-connect-button.de",
            "gigs-connect-button.es",
            "gigs-connect-button.fr",
            "gigs-connect-button.it",
            "gigs-connect-button.nl",
            "gigs-connect-button.pl",
            "gigs-connect-button.pt",
            "gigs-connect-button.tr");

    private static final Pattern ALIAS = Pattern.compile("/([a-z.-]+)\\.js");

    private static final Pattern HASHED = Pattern.compile("/modules/([a-z.-]+)\\.([0-9a-f]{16})\\.js");

    private static final String A_DAY = "public, max-age=86400";

    /** The name changes with the content. */
    private static final String FOR_EVER = "public, max-age=31536000, immutable";

    /** Under the hash of another release: a page, or an alias, that is older or newer than this function still gets the module. */
    private static final String ASK_EACH_TIME = "no-cache";

    /** Read when first asked for: a start of the function for a session does not pay for them. */
    private final Map<String, EsModule> modules = new HashMap<>();

    /** @return empty if the event does not ask for a module */
    public Optional<APIGatewayV2HTTPResponse> serve(APIGatewayV2HTTPEvent event) {
        String path = isRead(event) ? path(event) : "";
        Matcher alias = ALIAS.matcher(path);
        if (alias.matches() && NAMES.contains(alias.group(1))) {
            return Optional.of(module(alias.group(1)).alias().answer(ifNoneMatch(event), A_DAY));
        }
        Matcher hashed = HASHED.matcher(path);
        if (hashed.matches() && NAMES.contains(hashed.group(1))) {
            EsModule module = module(hashed.group(1));
            String lifetime = hashed.group(2).equals(module.hash()) ? FOR_EVER : ASK_EACH_TIME;
            return Optional.of(module.answer(ifNoneMatch(event), lifetime));
        }
        return Optional.empty();
    }

    private EsModule module(String name) {
        return modules.computeIfAbsent(name, EsModule::read);
    }

    private static boolean isRead(APIGatewayV2HTTPEvent event) {
        if (event == null || event.getRequestContext() == null) {
            return false;
        }
        var http = event.getRequestContext().getHttp();
        return http != null && "GET".equals(http.getMethod());
    }

    /** That of the route: the raw path may begin with a stage or with the key of an API mapping. */
    private static String path(APIGatewayV2HTTPEvent event) {
        String route = event.getRouteKey() == null ? "" : event.getRouteKey();
        String path = route.substring(route.indexOf(' ') + 1);
        if (path.equals("/modules/{module}") && event.getPathParameters() != null) {
            return "/modules/" + event.getPathParameters().get("module");
        }
        return ALIAS.matcher(path).matches() ? path : String.valueOf(event.getRawPath());
    }

    private static String ifNoneMatch(APIGatewayV2HTTPEvent event) {
        return event.getHeaders() == null ? null : event.getHeaders().get("if-none-match");
    }
}
