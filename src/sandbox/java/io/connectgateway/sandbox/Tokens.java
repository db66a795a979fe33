package io.connectgateway.sandbox;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;

/** An identity provider in small: mints RS256 tokens under a key of this run, and checks them for the authorizer. */
final class Tokens {
    static final String ISSUER = "https://login.shop.example";
    static final String AUDIENCE = "gigs-connect-gateway";

    private static final Duration VALIDITY = Duration.ofHours(12);

    private final JWTAuth jwt;

    Tokens(Vertx vertx) {
        KeyPair keys = rsa();
        jwt = JWTAuth.create(
                vertx,
                new JWTAuthOptions()
                        .addPubSecKey(pem("PUBLIC KEY", keys.getPublic()))
                        .addPubSecKey(pem("PRIVATE KEY", keys.getPrivate()))
                        .setJWTOptions(new JWTOptions().setIssuer(ISSUER).setAudience(List.of(AUDIENCE))));
    }

    String mint(SandboxCaller caller) {
        return mint(caller.claims(), VALIDITY);
    }

    /** A token with any claims, for as long as {@code validity} says. */
    String mint(JsonObject claims, Duration validity) {
        long expiry = Instant.now().plus(validity).getEpochSecond();
        return jwt.generateToken(
                claims.copy().put("exp", expiry),
                new JWTOptions().setAlgorithm("RS256").setIssuer(ISSUER).setAudience(List.of(AUDIENCE)));
    }

    /** The claims of a token whose signature, issuer, audience and time are right; else a failure. */
    Future<JsonObject> verify(String token) {
        return jwt.authenticate(new TokenCredentials(token))
                .map(user -> user.attributes().getJsonObject("accessToken"))
                .compose(claims -> claims.containsKey("exp")
                        ? Future.succeededFuture(claims)
                        : Future.failedFuture("the token has no expiry"));
    }

    private static KeyPair rsa() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static PubSecKeyOptions pem(String type, Key key) {
        String body = Base64.getMimeEncoder().encodeToString(key.getEncoded());
        return new PubSecKeyOptions()
                .setAlgorithm("RS256")
                .setBuffer("-----BEGIN " + type + "-----\n" + body + "\n-----END " + type + "-----\n");
    }
}
