package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.consumer.ErrorCodeValidator;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.jwt.consumer.JwtConsumer;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.jwt.consumer.JwtContext;
import org.jose4j.keys.resolvers.VerificationKeyResolver;

/**
 * A stand-in for API Gateway's JWT authorizer. AWS documents no tolerance for clocks that differ, so it has none.
 *
 * @see <a href="https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-jwt-authorizer.html">Control
 *     access to HTTP APIs with JWT authorizers</a>
 */
final class JwtAuthorizer implements Authorizer {
    private static final String INVALID = "Bearer scope=\"\" error=\"invalid_token\"";
    // AWS documents only this description.
    private static final String WRONG_AUDIENCE =
            INVALID + " error_description=\"the token does not have a valid audience\"";

    private final Vertx vertx;
    private final List<String> audiences;
    private final JwtConsumer tokens;
    private final JwtRefusal refusal;

    JwtAuthorizer(Vertx vertx, String issuer, List<String> audiences, VerificationKeyResolver keys) {
        this.vertx = vertx;
        this.audiences = audiences;
        refusal = new JwtRefusal(issuer, audiences);
        tokens = new JwtConsumerBuilder()
                .setVerificationKeyResolver(new IssuerKeys(keys))
                .setJwsAlgorithmConstraints(IssuerKeys.ALGORITHMS)
                .setRequireExpirationTime()
                .setIssuedAtRestrictions(0, Integer.MAX_VALUE)
                .setExpectedIssuer(issuer)
                .setSkipDefaultAudienceValidation()
                .registerValidator((ErrorCodeValidator) this::audience)
                .build();
    }

    @Override
    public Future<JsonObject> authorize(JsonObject event) {
        String header = event.getJsonObject("headers").getString("authorization");
        if (header == null) {
            return Future.failedFuture(
                    Refusal.unauthorized("Bearer", "no token: the request has no Authorization header"));
        }
        // The library blocks while it loads the key set.
        return vertx.executeBlocking(() -> verify(header.replaceFirst("(?i)^bearer ", "")), false);
    }

    private JsonObject verify(String token) throws Refusal {
        try {
            var claims = new JsonObject(tokens.processToClaims(token).getRawJson());
            return JsonObject.of("jwt", JsonObject.of("claims", strings(claims)).putNull("scopes"));
        } catch (InvalidJwtException e) {
            boolean audience = e.getErrorDetails().get(0).getErrorCode() == ErrorCodes.AUDIENCE_INVALID;
            throw Refusal.unauthorized(audience ? WRONG_AUDIENCE : INVALID, refusal.reason(e));
        }
    }

    /** {@code client_id} counts only in a token without {@code aud}, such as Cognito's access token. */
    private ErrorCodeValidator.Error audience(JwtContext context) throws MalformedClaimException {
        var claims = context.getJwtClaims();
        List<String> named = claims.hasAudience() ? claims.getAudience() : List.of();
        if (!claims.hasAudience() && claims.hasClaim("client_id")) {
            named = List.of(claims.getStringClaimValue("client_id"));
        }
        return named.stream().anyMatch(audiences::contains)
                ? null
                : new ErrorCodeValidator.Error(ErrorCodes.AUDIENCE_INVALID, "");
    }

    /** API Gateway writes each claim as Go prints it: {@code "true"}, {@code "[a b]"}. It leaves out null claims. */
    private static JsonObject strings(JsonObject claims) {
        var strings = new JsonObject();
        claims.stream()
                .filter(claim -> claim.getValue() != null)
                .forEach(claim -> strings.put(claim.getKey(), printed(claims.getValue(claim.getKey()))));
        return strings;
    }

    private static String printed(Object value) {
        if (value instanceof JsonArray list) {
            return list.stream().map(JwtAuthorizer::printed).collect(Collectors.joining(" ", "[", "]"));
        }
        if (value instanceof JsonObject map) {
            var entries = new ArrayList<String>();
            map.fieldNames().stream().sorted().forEach(name -> entries.add(name + ":" + printed(map.getValue(name))));
            return "map" + printed(new JsonArray(entries));
        }
        return String.valueOf(value);
    }
}
