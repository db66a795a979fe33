package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.security.Key;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwk.JsonWebKey;
import org.jose4j.jwk.JsonWebKeySet;
import org.jose4j.jwk.PublicJsonWebKey;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.lang.JoseException;

/** An OpenID Connect issuer with a discovery document, a key set, and tokens as wrong as a test wants them. */
public final class TestIssuer implements AutoCloseable {
    static final String AUDIENCE = "gigs-connect-gateway";

    final RsaJsonWebKey key = rsa("first");
    final JsonObject discovery = new JsonObject();
    final AtomicInteger fetches = new AtomicInteger();
    private final List<JsonWebKey> published = new ArrayList<>(List.of(key));
    private final LocalServer server;

    public TestIssuer(Vertx vertx) {
        server = LocalServer.start(vertx, this::answer);
        discovery.put("issuer", url()).put("jwks_uri", url() + "/keys");
    }

    String url() {
        return server.url();
    }

    PartnerIssuer options() {
        return PartnerIssuer.of(url(), AUDIENCE + ", other-audience");
    }

    /** A sandbox that takes its tokens. */
    public Sandbox sandbox() throws IOException {
        return Sandbox.start(Options.forTests().withAuthorizer(options()));
    }

    void publish(JsonWebKey more) {
        published.add(more);
    }

    void publishOnly(JsonWebKey only) {
        published.clear();
        published.add(only);
    }

    /** What every good token has. */
    public JsonObject claims() {
        long now = Instant.now().getEpochSecond();
        return JsonObject.of("iss", url(), "aud", AUDIENCE, "sub", "customer-1", "iat", now, "exp", now + 60);
    }

    /** A token with these claims, under the key that the key set has from the start. */
    public String token(JsonObject claims) {
        return token("RS256", key.getKeyId(), key.getPrivateKey(), claims);
    }

    String token(PublicJsonWebKey signer, JsonObject claims) {
        return token("RS256", signer.getKeyId(), signer.getPrivateKey(), claims);
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

    static RsaJsonWebKey rsa(String id) {
        try {
            RsaJsonWebKey key = RsaJwkGenerator.generateJwk(2048);
            key.setKeyId(id);
            return key;
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }

    private void answer(HttpServerRequest request) {
        if (request.path().equals("/.well-known/openid-configuration")) {
            request.response().end(discovery.encode());
        } else if (request.path().equals("/keys")) {
            fetches.incrementAndGet();
            request.response().end(new JsonWebKeySet(published).toJson());
        } else {
            request.response().setStatusCode(404).end();
        }
    }

    @Override
    public void close() {
        server.close();
    }
}
