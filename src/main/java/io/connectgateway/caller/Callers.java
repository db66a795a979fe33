package io.connectgateway.caller;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Makes a {@link Caller} of the claims that the JWT authorizer verified, or that the partner's Lambda authorizer
 * returned. They come with the event, which no client can forge. A user or an email that does not have its form counts
 * as absent.
 */
@ApplicationScoped
public class Callers {

    private static final Pattern USER = Pattern.compile("usr_[A-Za-z0-9]{1,60}");

    private static final Pattern EMAIL =
            Pattern.compile("(?=.{1,254}$)[^\\p{Z}\\p{C}@<>()\\[\\]\\\\,:;\"]+@[\\p{L}\\p{N}-]+(\\.[\\p{L}\\p{N}-]+)*");

    private final CallerConfig config;
    private volatile Caller current;

    Callers(CallerConfig config) {
        this.config = config;
    }

    /** Whether a caller whose claims name no Gigs user is to be looked up by the verified email. */
    public boolean areFoundByEmail() {
        return config.findUserByEmail().orElseThrow();
    }

    /** The caller of the request that is being served. An environment of Lambda serves one request at a time. */
    public Caller current() {
        return current;
    }

    /**
     * Makes the caller of an event the current one.
     *
     * @throws UnauthenticatedException if no authorizer has verified who calls, or its claims name no subject
     */
    public void identify(APIGatewayV2HTTPEvent event) {
        current = null;
        current = of(event);
    }

    Caller of(APIGatewayV2HTTPEvent event) {
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
                scopes(claims),
                claims.text(config.userClaim().orElseThrow()).filter(USER.asMatchPredicate()),
                claims.text(config.emailClaim().orElseThrow())
                        .filter(EMAIL.asMatchPredicate())
                        .filter(email -> claims.isTrue(config.verifiedClaim())));
    }

    /** A route has one authorizer. API Gateway sends no event that names two, and no claim in such an event counts. */
    private static Claims claims(Authorizer authorizer) {
        Map<String, ?> claims = authorizer.getLambda();
        if (authorizer.getJwt() != null) {
            claims = claims == null ? authorizer.getJwt().getClaims() : null;
        }
        return Optional.ofNullable(claims).map(Claims::new).orElseThrow(Callers::unverified);
    }

    private static Set<String> scopes(Claims claims) {
        return Stream.of(claims.words("scope"), claims.list("scp"), claims.list("permissions"))
                .flatMap(words -> words)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static UnauthenticatedException unverified() {
        return new UnauthenticatedException("No authorizer has verified who calls.");
    }
}
