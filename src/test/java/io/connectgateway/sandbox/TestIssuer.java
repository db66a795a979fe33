package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.security.Key;
import java.time.Instant;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer with a discovery document, a key set, and tokens as wrong as a test wants them. */
final class TestIssuer {
    static final String AUDIENCE = "gigs-connect-gateway";

    final RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
    private final String url;

    TestIssuer(Vertx vertx) throws JoseException {
        key.setKeyId("first");
        Router router = Router.router(vertx);
        url = LocalServer.start(vertx, router).url();
        router.get("/.well-known/openid-configuration")
                .handler(ctx -> ctx.json(JsonObject.of("issuer", url, "jwks_uri", url + "/keys")));
        router.get("/keys").handler(ctx -> ctx.end(new JsonWebKeySet(key).toJson()));
    }

    String url() {
        return url;
    }

    /** The claims of a good token. */
    JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return JsonObject.of("iss", url, "aud", AUDIENCE, "sub", "customer-1", "iat", now, "exp", now + 60);
    }

    String token(JsonObject claims) {
        return token("RS256", "first", key.getPrivateKey(), claims);
    }

    /** @param id value of {@code kid}; null: none */
    static String token(String algorithm, String id, Key signer, JsonObject claims) {
        var token = new JsonWebSignature();
        token.setAlgorithmConstraints(AlgorithmConstraints.NO_CONSTRAINTS);
        token.setAlgorithmHeaderValue(algorithm);
        if (id != null) {
            token.setKeyIdHeaderValue(id);
        }
        token.setKey(signer);
        token.setPayload(claims.encode());
        try {
            return token.getCompactSerialization();
        } catch (JoseException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
