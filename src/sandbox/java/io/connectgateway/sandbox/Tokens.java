package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.keys.resolvers.JwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;
import shop.GuestTokens;
import shop.RateLimit;

/** A stand-in for an identity provider: issues RS256 tokens with a key that is new at each start. */
final class Tokens {
    static final String ISSUER = "https://login.shop.example";
    static final String AUDIENCE = "gigs-connect-gateway";

    private static final Duration VALIDITY = Duration.ofHours(12);

    private final RsaJsonWebKey key;

    Tokens() {
        try {
            key = RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
        key.setKeyId("sandbox");
    }

    /** The authorizer that accepts these tokens. */
    Authorizer authorizer(Vertx vertx) {
        return new JwtAuthorizer(vertx, ISSUER, List.of(AUDIENCE), new JwksVerificationKeyResolver(List.of(key)));
    }

    /** The token endpoint of a shop whose pages are on this origin, with the same issuer and key. */
    GuestTokens endpoint(String origin) {
        return new GuestTokens(ISSUER, AUDIENCE, origin, key, new RateLimit(30, 10_000, Clock.systemUTC()));
    }

    String mint(SandboxCaller caller) {
        return mint(caller.claims(), VALIDITY);
    }

    /** A token with these claims. */
    String mint(JsonObject claims, Duration validity) {
        Instant now = Instant.now();
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.copy()
                .put("iss", ISSUER)
                .put("aud", new JsonArray().add(AUDIENCE))
                .put("iat", now.getEpochSecond())
                .put("exp", now.plus(validity).getEpochSecond())
                .encode());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
