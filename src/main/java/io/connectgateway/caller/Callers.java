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
 * From the claims of the HTTP API's authorizer to a {@link Caller}: those of a token that its JWT authorizer verified, or those that
 * the partner's Lambda authorizer returned, under the same names. They come with the event, which no client can forge.
 */
@ApplicationScoped
public class Callers {

    private static final List<String> SCOPE_CLAIMS = List.of("scope", "scp", "permissions");

    private final CallerConfig config;

    Callers(CallerConfig config) {
        this.config = config;
    }

    /** Whether a caller whose claims name no Gigs user is to be looked up by the verified email. */
    public boolean areFoundByEmail() {
        return config.findUserByEmail();
    }

    /**
     * The caller of an event.
     *
     * @throws UnauthenticatedException if no authorizer has verified who calls, or its claims name no subject
     */
    public Caller of(APIGatewayV2HTTPEvent event) {
        Authorizer authorizer = Optional.ofNullable(event)
                .map(APIGatewayV2HTTPEvent::getRequestContext)
                .map(APIGatewayV2HTTPEvent.RequestContext::getAuthorizer)
                .orElseThrow(Callers::unverified);
        Claims claims = claims(authorizer);
        return new Caller(
                claims.text("iss").orElse(""),
                claims.text("sub")
                        .orElseThrow(() -> new UnauthenticatedException("The caller has no subject (claim sub).")),
                claims.text("client_id").or(() -> claims.text("azp")),
                scopes(authorizer, claims),
                claims.text(config.userClaim()),
                claims.text(config.emailClaim()).filter(email -> claims.isTrue(config.verifiedClaim())));
    }

    /** A route has one authorizer: an event that names two is none of API Gateway's, and no claim in it counts. */
    private static Claims claims(Authorizer authorizer) {
        Map<String, ?> token =
                authorizer.getJwt() == null ? null : authorizer.getJwt().getClaims();
        Map<String, ?> context = authorizer.getLambda();
        if (authorizer.getJwt() != null && context != null) {
            throw unverified();
        }
        return Optional.<Map<String, ?>>ofNullable(token)
                .or(() -> Optional.ofNullable(context))
                .map(Claims::new)
                .orElseThrow(Callers::unverified);
    }

    private static Set<String> scopes(Authorizer authorizer, Claims claims) {
        Set<String> scopes = new TreeSet<>();
        if (authorizer.getJwt() != null && authorizer.getJwt().getScopes() != null) {
            authorizer.getJwt().getScopes().stream().filter(Objects::nonNull).forEach(scopes::add);
        }
        SCOPE_CLAIMS.forEach(name -> claims.words(name).forEach(scopes::add));
        return Set.copyOf(scopes);
    }

    private static UnauthenticatedException unverified() {
        return new UnauthenticatedException("No authorizer has verified who calls.");
    }
}
