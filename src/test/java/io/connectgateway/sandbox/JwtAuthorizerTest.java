package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.security.Key;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.EllipticCurveJsonWebKey;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What API Gateway's JWT authorizer takes of an issuer's tokens, what it refuses, and what the console says of it. */
class JwtAuthorizerTest {
    private static final String INVALID = "Bearer scope=\"\" error=\"invalid_token\"";
    private static final String EMAIL = "elaine@example.com";

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static EllipticCurveJsonWebKey elliptic;
    private static Authorizer authorizer;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        issuer = new TestIssuer(vertx);
        elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256);
        elliptic.setKeyId("elliptic");
        issuer.publish(elliptic);
        authorizer = issuer.options().start(vertx);
    }

    @AfterAll
    static void stop() {
        LocalServer.await(vertx.close());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "Bearer ", "bearer "})
    void takesATokenWithAndWithoutItsScheme(String scheme) {
        assertEquals(
                "customer-1", claims(scheme + issuer.token(issuer.claims())).getString("sub"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"RS256", "RS384", "RS512"})
    void takesEveryRsaAlgorithm(String algorithm) {
        claims(TestIssuer.token(algorithm, "first", issuer.key.getPrivateKey(), issuer.claims()));
    }

    static Stream<JsonObject> audiences() {
        return Stream.of(
                new JsonObject().put("aud", "other-audience"),
                new JsonObject().put("aud", new JsonArray(List.of("account", TestIssuer.AUDIENCE))),
                new JsonObject().put("client_id", "other-audience"));
    }

    @ParameterizedTest
    @MethodSource("audiences")
    void takesAnyOfItsAudiences(JsonObject audience) {
        JsonObject claims = issuer.claims();
        claims.remove("aud");
        claims(issuer.token(claims.mergeIn(audience)));
    }

    @Test
    void handsEachClaimOverAsText() {
        JsonObject claims = issuer.claims()
                .put("email_verified", true)
                .put("exp", 4102444800L)
                .put("roles", new JsonArray(List.of("a", "b")))
                .put("realm_access", JsonObject.of("roles", new JsonArray(List.of("c", "d")), "level", 3));

        JsonObject context = authorize(issuer.token(claims));

        JsonObject jwt = context.getJsonObject("jwt");
        assertTrue(jwt.containsKey("scopes"));
        assertEquals(null, jwt.getValue("scopes"));
        JsonObject texts = jwt.getJsonObject("claims");
        assertEquals("true", texts.getValue("email_verified"));
        assertEquals("4102444800", texts.getValue("exp"));
        assertEquals("[a b]", texts.getValue("roles"));
        assertEquals("map[level:3 roles:[c d]]", texts.getValue("realm_access"));
        assertEquals(claims.fieldNames(), texts.fieldNames());
    }

    @Test
    void leavesOutAClaimThatIsNull() {
        JsonObject claims =
                issuer.claims().putNull("gigs_user").putNull("email").put("nickname", "null");

        JsonObject texts = authorize(issuer.token(claims)).getJsonObject("jwt").getJsonObject("claims");

        assertFalse(texts.containsKey("gigs_user") || texts.containsKey("email"), texts::encode);
        assertEquals("null", texts.getValue("nickname"));
    }

    static Stream<Arguments> wrongTokens() {
        Key key = issuer.key.getPrivateKey();
        Key secret = new SecretKeySpec(issuer.key.getPublicKey().getEncoded(), "HmacSHA256");
        return Stream.of(
                arguments("no JWT: ", "opaque-token"),
                arguments("no JWT: ", ""),
                arguments("no JWT: ", "a.b.c"),
                arguments("wrong algorithm: the token's alg is none,", with("none", "first", null)),
                arguments("wrong algorithm: the token's alg is HS256,", with("HS256", "first", secret)),
                arguments("wrong algorithm: the token's alg is PS256,", with("PS256", "first", key)),
                arguments(
                        "wrong algorithm: the token's alg is ES256,",
                        with("ES256", "elliptic", elliptic.getPrivateKey())),
                arguments("no key: the token's header has no kid", with("RS256", null, key)),
                arguments("unknown key: the token's kid is third,", with("RS256", "third", key)),
                arguments("unknown key: the token's kid is elliptic,", with("RS256", "elliptic", key)),
                arguments("unknown key: the token's kid is (not shown", with("RS256", EMAIL, key)),
                arguments(
                        "wrong signature: ",
                        with("RS256", "first", TestIssuer.rsa("first").getPrivateKey())),
                arguments("wrong signature: ", issuer.token(issuer.claims()).replaceFirst("\\.[^.]*$", ".")),
                arguments(
                        "wrong issuer: the token's iss is https://other.example,",
                        claim("iss", "https://other.example")),
                arguments("wrong issuer: the token's iss is " + issuer.url() + "/,", claim("iss", issuer.url() + "/")),
                arguments("wrong issuer: the token has no iss,", without("iss")),
                arguments("no expiry: ", without("exp")),
                arguments(
                        "expired: the token's exp is ",
                        issuer.token(issuer.claims().put("iat", now(-60)).put("exp", now(0)))),
                arguments("not valid yet: the token's nbf is ", claim("nbf", now(30))),
                arguments("issued in the future: the token's iat is ", claim("iat", now(30))),
                arguments(
                        "wrong times: ",
                        issuer.token(issuer.claims().put("iat", now(90)).put("exp", now(60)))),
                arguments("malformed claim: ", claim("exp", "tomorrow")));
    }

    @ParameterizedTest
    @MethodSource("wrongTokens")
    void refusesATokenAndSaysWhyOnTheConsoleAlone(String reason, String token) {
        Refusal refusal = refused("Bearer " + token);

        assertEquals(401, refusal.status());
        assertEquals("Unauthorized", refusal.answer());
        assertEquals(INVALID, refusal.challenge());
        assertTrue(refusal.getMessage().startsWith(reason), refusal.getMessage());
        isPresentable(refusal);
    }

    static Stream<Arguments> wrongAudiences() {
        return Stream.of(
                arguments("has the aud [account, shop]", claim("aud", new JsonArray(List.of("account", "shop")))),
                arguments("has the aud [(not shown: it has an @)]", claim("aud", EMAIL)),
                arguments("has neither aud nor client_id", without("aud")),
                arguments(
                        "has the aud [account]",
                        issuer.token(issuer.claims().put("aud", "account").put("client_id", TestIssuer.AUDIENCE))));
    }

    @ParameterizedTest
    @MethodSource("wrongAudiences")
    void namesAWrongAudienceToTheCallerToo(String reason, String token) {
        Refusal refusal = refused("Bearer " + token);

        assertEquals(INVALID + " error_description=\"the token does not have a valid audience\"", refusal.challenge());
        assertEquals(
                "wrong audience: the token " + reason + ", expected one of [gigs-connect-gateway, other-audience]",
                refusal.getMessage());
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        var event = JsonObject.of("headers", new JsonObject());

        var thrown = assertThrows(CompletionException.class, () -> LocalServer.await(authorizer.authorize(event)));

        assertEquals(
                "Bearer", assertInstanceOf(Refusal.class, thrown.getCause()).challenge());
    }

    private static void isPresentable(Refusal refusal) {
        String line = refusal.getMessage();
        assertTrue(line.matches("[ -~]+"), line);
        List.of("eyJ", "@example", "customer-1").forEach(secret -> assertFalse(line.contains(secret), line));
    }

    private static String with(String algorithm, String id, Key key) {
        return TestIssuer.token(algorithm, id, key, issuer.claims());
    }

    private static String claim(String name, Object value) {
        return issuer.token(issuer.claims().put("email", EMAIL).put(name, value));
    }

    private static String without(String name) {
        JsonObject claims = issuer.claims();
        claims.remove(name);
        return issuer.token(claims);
    }

    private static long now(long plus) {
        return System.currentTimeMillis() / 1000 + plus;
    }

    private static JsonObject claims(String header) {
        return authorize(header).getJsonObject("jwt").getJsonObject("claims");
    }

    private static JsonObject authorize(String header) {
        return LocalServer.await(authorizer.authorize(event(header)));
    }

    private static Refusal refused(String header) {
        var thrown = assertThrows(CompletionException.class, () -> authorize(header));
        return assertInstanceOf(Refusal.class, thrown.getCause());
    }

    static JsonObject event(String header) {
        return JsonObject.of("headers", JsonObject.of("authorization", header));
    }
}
