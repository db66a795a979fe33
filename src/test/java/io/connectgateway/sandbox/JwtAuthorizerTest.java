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
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import javax.crypto.spec.SecretKeySpec;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The sandbox takes and refuses an issuer's tokens as API Gateway's JWT authorizer does, and its console says why. */
class JwtAuthorizerTest {
    private static final String INVALID = "Bearer scope=\"\" error=\"invalid_token\"";
    private static final String EMAIL = "elaine@example.com";

    private static Vertx vertx;
    private static TestIssuer issuer;
    private static Authorizer authorizer;

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        issuer = new TestIssuer(vertx);
        authorizer = PartnerIssuer.of(issuer.url(), TestIssuer.AUDIENCE + ",other-audience")
                .start(vertx);
    }

    @AfterAll
    static void stop() {
        LocalServer.await(vertx.close());
    }

    static Stream<String> goodTokens() {
        JsonObject client = issuer.claims().put("client_id", "other-audience");
        client.remove("aud");
        return Stream.of(
                issuer.token(issuer.claims()),
                "Bearer " + issuer.token(issuer.claims()),
                "bearer " + with("RS384", "first", issuer.key.getPrivateKey()),
                with("RS512", "first", issuer.key.getPrivateKey()),
                claim("aud", "other-audience"),
                claim("aud", JsonArray.of("account", TestIssuer.AUDIENCE)),
                issuer.token(client));
    }

    @ParameterizedTest
    @MethodSource("goodTokens")
    void takesEveryRsaAlgorithmAndAudienceWithAndWithoutAScheme(String header) {
        assertEquals("customer-1", claims(header).getString("sub"));
    }

    @Test
    void handsEachClaimOverAsTextAndLeavesOutAClaimThatIsNull() {
        JsonObject claims = issuer.claims()
                .put("email_verified", true)
                .put("exp", 4102444800L)
                .put("roles", JsonArray.of("a", "b"))
                .put("realm_access", JsonObject.of("roles", JsonArray.of("c", "d"), "level", 3))
                .put("nickname", "null")
                .putNull("gigs_user");

        JsonObject jwt = authorize(issuer.token(claims)).getJsonObject("jwt");

        assertTrue(jwt.containsKey("scopes"));
        assertEquals(null, jwt.getValue("scopes"));
        JsonObject texts = jwt.getJsonObject("claims");
        assertEquals("true", texts.getValue("email_verified"));
        assertEquals("4102444800", texts.getValue("exp"));
        assertEquals("[a b]", texts.getValue("roles"));
        assertEquals("map[level:3 roles:[c d]]", texts.getValue("realm_access"));
        assertEquals("null", texts.getValue("nickname"));
        claims.remove("gigs_user");
        assertEquals(claims.fieldNames(), texts.fieldNames());
    }

    static Stream<Arguments> wrongTokens() throws Exception {
        Key key = issuer.key.getPrivateKey();
        Key another = RsaJwkGenerator.generateJwk(2048).getPrivateKey();
        Key elliptic = EcJwkGenerator.generateJwk(EllipticCurves.P256).getPrivateKey();
        Key secret = new SecretKeySpec(issuer.key.getPublicKey().getEncoded(), "HmacSHA256");
        return Stream.of(
                arguments("no JWT: ", "opaque-token"),
                arguments("no JWT: ", "a.b.c"),
                arguments("wrong algorithm: ", with("none", "first", null)),
                arguments("wrong algorithm: ", with("HS256", "first", secret)),
                arguments("wrong algorithm: ", with("PS256", "first", key)),
                arguments("wrong algorithm: ", with("ES256", "first", elliptic)),
                arguments("no key: the token's header has no kid", with("RS256", null, key)),
                arguments("unknown key: the token's kid is third,", with("RS256", "third", key)),
                arguments("unknown key: the token's kid is (not shown", with("RS256", EMAIL, key)),
                arguments("wrong signature: ", with("RS256", "first", another)),
                arguments("wrong signature: ", issuer.token(issuer.claims()).replaceFirst("\\.[^.]*$", ".")),
                arguments("wrong issuer: the token's iss is http", claim("iss", issuer.url() + "/")),
                arguments("wrong issuer: the token has no iss,", without("iss")),
                arguments("no expiry: ", without("exp")),
                arguments(
                        "expired: ",
                        issuer.token(issuer.claims().put("iat", now(-60)).put("exp", now(0)))),
                arguments("not valid yet: the token's nbf is ", claim("nbf", now(30))),
                arguments("issued in the future: the token's iat is ", claim("iat", now(30))),
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
        assertTrue(refusal.getMessage().matches("[ -~]+"), refusal.getMessage());
        assertFalse(refusal.getMessage().matches(".*(eyJ|@example|customer-1).*"), refusal.getMessage());
    }

    @Test
    void namesAWrongAudienceToTheCallerToo() {
        JsonObject claims = issuer.claims().put("aud", "account").put("client_id", TestIssuer.AUDIENCE);

        Refusal refusal = refused("Bearer " + issuer.token(claims));

        assertEquals(INVALID + " error_description=\"the token does not have a valid audience\"", refusal.challenge());
        assertEquals(
                "wrong audience: the token has the aud [account], expected one of"
                        + " [gigs-connect-gateway, other-audience]",
                refusal.getMessage());
    }

    @Test
    void asksForATokenWhereThereIsNone() {
        assertEquals("Bearer", refused(null).challenge());
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

    private static JsonObject event(String header) {
        var headers = new JsonObject();
        return JsonObject.of("headers", header == null ? headers : headers.put("authorization", header));
    }
}
