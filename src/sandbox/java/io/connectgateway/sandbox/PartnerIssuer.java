package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.jose4j.http.Get;
import org.jose4j.jwk.HttpsJwks;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.keys.resolvers.HttpsJwksVerificationKeyResolver;
import org.jose4j.lang.JoseException;

/**
 * An OpenID Connect issuer. Its discovery document has the address of its keys. For an unknown {@code kid} the keys are
 * loaded again, at most once a second.
 */
record PartnerIssuer(String issuer, List<String> audiences) implements PartnerAuthorizer {
    private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
    private static final Duration TIMEOUT = Duration.ofSeconds(5);
    private static final Duration KEYS_KEPT = Duration.ofHours(2); // like API Gateway
    private static final Duration BETWEEN_FETCHES = Duration.ofSeconds(1);

    static PartnerIssuer of(String issuer, String audiences) {
        URI uri;
        try {
            uri = URI.create(issuer);
        } catch (IllegalArgumentException e) {
            throw notAUrl(issuer);
        }
        boolean local = "http".equals(uri.getScheme()) && uri.getHost() != null && THIS_MACHINE.contains(uri.getHost());
        if (uri.getHost() == null || !local && !"https".equals(uri.getScheme())) {
            throw notAUrl(issuer);
        }
        return new PartnerIssuer(
                issuer, Arrays.stream(audiences.split(",")).map(String::strip).toList());
    }

    @Override
    public Authorizer start(Vertx vertx) {
        var get = new Get();
        get.setConnectTimeout((int) TIMEOUT.toMillis());
        get.setReadTimeout((int) TIMEOUT.toMillis());
        get.setRetries(1);
        var keys = new HttpsJwks(keySet(get));
        keys.setSimpleHttpGet(get);
        keys.setDefaultCacheDuration(KEYS_KEPT.toSeconds());
        keys.setRefreshReprieveThreshold(BETWEEN_FETCHES.toMillis());
        try {
            if (keys.getJsonWebKeys().stream().noneMatch(RsaJsonWebKey.class::isInstance)) {
                throw wrong(keys.getLocation() + " has no RSA key, and API Gateway takes no other");
            }
        } catch (IOException | JoseException e) {
            throw wrong("the key set cannot be read from " + keys.getLocation() + ": " + e);
        }
        return new JwtAuthorizer(vertx, issuer, audiences, new HttpsJwksVerificationKeyResolver(keys));
    }

    private String keySet(Get get) {
        String discovery = issuer.replaceFirst("/$", "") + "/.well-known/openid-configuration";
        try {
            var document = new JsonObject(get.get(discovery).getBody());
            if (!issuer.equals(document.getString("issuer"))) {
                throw wrong(discovery + " is of the issuer " + document.getString("issuer")
                        + ": give it to the character, a final slash counts");
            }
            if (document.getString("jwks_uri") == null) {
                throw wrong(discovery + " has no jwks_uri");
            }
            return document.getString("jwks_uri");
        } catch (IOException e) {
            throw wrong(discovery + " cannot be read: " + e);
        } catch (DecodeException | ClassCastException e) {
            throw wrong(discovery + " is no discovery document");
        }
    }

    @Override
    public String description() {
        return "tokens of " + issuer + " for " + String.join(" or ", audiences);
    }

    @Override
    public String header() {
        return "Authorization: Bearer $TOKEN";
    }

    private IllegalArgumentException wrong(String message) {
        return new IllegalArgumentException("sandbox.issuer is " + issuer + ": " + message + ".");
    }

    private static IllegalArgumentException notAUrl(String issuer) {
        return new IllegalArgumentException("sandbox.issuer is " + issuer
                + ": give an https address (http on localhost), such as -Dsandbox.issuer=" + Tokens.ISSUER + ".");
    }
}
