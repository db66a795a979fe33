package io.connectgateway.caller;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * From the claims that the HTTP API's JWT authorizer verified to a {@link Caller}. The claims come with the event, which no client
 * can forge; API Gateway hands each over as a string, a list as {@code "[a b]"}.
 */
@ApplicationScoped
public class Callers {

    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp", "permissions");

    private final CallerConfig config;

    Callers(CallerConfig config) {
        this.config = config;
    }

    /** Whether a caller whose token names no Gigs user is to be looked up by the verified email. */
    public boolean areFoundByEmail() {
        return config.findUserByEmail();
    }

    /**
     * The caller of an event.
     *
     * @throws UnauthenticatedException if no authorizer has verified a token, or the token names no subject
     */
    public Caller of(APIGatewayV2HTTPEvent event) {
        Authorizer.JWT jwt = Optional.ofNullable(event)
                .map(APIGatewayV2HTTPEvent::getRequestContext)
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .map(Authorizer::getJwt)
                .filter(verified -> verified.getClaims() != null)
                .orElseThrow(() -> new UnauthenticatedException("The request carries no verified token."));
        Map<String, String> claims = jwt.getClaims();
        return new Caller(
                claim(claims, "iss").orElse(""),
                claim(claims, "sub")
                        .orElseThrow(() -> new UnauthenticatedException("The token names no subject (claim sub).")),
                claim(claims, "client_id").or(() -> claim(claims, "azp")),
                scopes(jwt),
                claim(claims, config.userClaim()),
                claim(claims, config.emailClaim()).filter(email -> "true".equals(claims.get(config.verifiedClaim()))));
    }

    private static Set<String> scopes(Authorizer.JWT jwt) {
        Set<String> scopes = new TreeSet<>();
        if (jwt.getScopes() != null) {
            jwt.getScopes().stream().filter(Objects::nonNull).forEach(scopes::add);
        }
        for (String name : SCOPE_CLAIMS) {
            claim(jwt.getClaims(), name).ifPresent(list -> scopes.addAll(words(list)));
        }
        return Set.copyOf(scopes);
    }

    /** A scope list is {@code "a b"} by RFC 8693, {@code "[a b]"} from API Gateway; some issuers put commas. */
    private static List<String> words(String list) {
        String bare = list.startsWith("[") && list.endsWith("]") ? list.substring(1, list.length() - 1) : list;
        return List.of(bare.split("[ ,]+")).stream()
                .filter(word -> !word.isEmpty())
                .toList();
    }

    private static Optional<String> claim(Map<String, String> claims, String name) {
        return Optional.ofNullable(claims.get(name)).filter(value -> !value.isBlank());
    }
}
