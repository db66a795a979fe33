package io.connectgateway.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.InetAddress;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jwk.RsaJwkGenerator;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.consumer.JwtConsumerBuilder;
import org.jose4j.lang.JoseException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import shop.GuestTokens;
import shop.GuestTokens.Answer;
import shop.GuestTokens.Customer;

/** The rules of {@code examples/guest-tokens/java}. */
class GuestTokensTest {
    private static final String ORIGIN = "https://shop.example";
    private static final String ISSUER = ORIGIN + "/connect-issuer";
    private static final String FORGED = "00000000-0000-0000-0000-000000000000";
    private static final RsaJsonWebKey KEY = key();

    private final GuestTokens tokens = new GuestTokens(ISSUER, "gateway", ORIGIN, KEY, address -> true);

    @Test
    void givesAVisitorASubjectOfTheirOwnWhichACookieKeepsThatNoOtherHostCanSet() throws Exception {
        Answer first = ask(Map.of());
        String cookie = first.headers().get("Set-Cookie");

        Answer second = ask(Map.of("Cookie", "a=b; " + cookie.replaceFirst(";.*", "; c=d")));

        JwtClaims claims = verified(first);
        assertTrue(claims.getSubject().matches("guest:[\\da-f-]{36}"), claims.getSubject());
        assertEquals(Set.of("iss", "aud", "sub", "iat", "exp"), Set.copyOf(claims.getClaimNames()));
        assertEquals(
                300,
                claims.getExpirationTime().getValue() - claims.getIssuedAt().getValue());
        assertTrue(cookie.matches("__Host-[^;]+; Path=/; Secure; HttpOnly; SameSite=Strict"), cookie);
        assertEquals(claims.getSubject(), verified(second).getSubject());
        assertNotEquals(claims.getSubject(), verified(ask(Map.of())).getSubject());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "__Host-connect-guest=customer-1",
                "__Host-connect-guest=",
                "x__Host-connect-guest=" + FORGED,
                "__Host-connect-guest=" + FORGED + "1"
            })
    void takesNoSubjectFrom(String cookie) throws Exception {
        String subject = verified(ask(Map.of("Cookie", cookie))).getSubject();

        assertTrue(subject.matches("guest:[\\da-f-]{36}"), subject);
        assertNotEquals("guest:" + FORGED, subject);
    }

    @Test
    void saysOfACustomerWhatTheShopKnowsAndNothingElse() throws Exception {
        Answer known = ask(Map.of(), () -> Optional.of(new Customer("7", "elaine@example.com", true, "usr_1")));
        Answer unverified = ask(Map.of(), () -> Optional.of(new Customer("7", "elaine@example.com", false, null)));

        JwtClaims claims = verified(known);
        assertEquals("7", claims.getSubject());
        assertEquals("elaine@example.com", claims.getClaimValue("email"));
        assertEquals(true, claims.getClaimValue("email_verified"));
        assertEquals("usr_1", claims.getClaimValue("gigs_user"));
        assertFalse(known.headers().containsKey("Set-Cookie"));
        assertEquals(false, verified(unverified).getClaimValue("email_verified"));
        assertFalse(verified(unverified).hasClaim("gigs_user"));
    }

    @ParameterizedTest
    @CsvSource({
        "405, GET, https://shop.example, same-origin",
        "403, POST, https://shop.example.evil.example, same-origin",
        "403, POST, null, same-origin",
        "403, POST,, same-origin",
        "403, POST, https://shop.example, cross-site",
        "403, POST, https://shop.example, same-site",
        "403, POST, https://shop.example, none",
        "403, POST, https://shop.example,",
    })
    void refusesWithoutAskingWhoIsLoggedIn(int status, String method, String origin, String site) {
        var headers = new TreeMap<String, String>();
        headers.put("Origin", origin);
        headers.put("Sec-Fetch-Site", site);
        headers.put("Host", "evil.example");

        Answer answer = tokens.answer(new GuestTokens.Request(
                method, headers::get, InetAddress.getLoopbackAddress(), () -> Optional.of(fail())));

        assertEquals(status, answer.status());
        assertEquals("", answer.body());
        assertEquals("no-store", answer.headers().get("Cache-Control"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "guest:1"})
    void hasNoTokenForACustomerWithTheId(String id) {
        Answer answer = ask(Map.of(), () -> Optional.of(new Customer(id, null, false, null)));

        assertEquals(503, answer.status());
        assertEquals("", answer.body());
    }

    @Test
    void refusesACallerOverTheRateLimit() {
        var limited = new GuestTokens(ISSUER, "gateway", ORIGIN, KEY, address -> false);

        Answer answer = limited.answer(request(Map.of(), Optional::empty));

        assertEquals(429, answer.status());
        assertEquals("60", answer.headers().get("Retry-After"));
    }

    private Answer ask(Map<String, String> headers) {
        return ask(headers, Optional::empty);
    }

    private Answer ask(Map<String, String> headers, Callable<Optional<Customer>> customer) {
        return tokens.answer(request(headers, customer));
    }

    private static GuestTokens.Request request(Map<String, String> headers, Callable<Optional<Customer>> customer) {
        var all = new TreeMap<>(headers);
        all.putAll(Map.of("Origin", ORIGIN, "Sec-Fetch-Site", "same-origin"));
        return new GuestTokens.Request("POST", all::get, InetAddress.getLoopbackAddress(), customer);
    }

    private static JwtClaims verified(Answer answer) throws Exception {
        assertEquals(200, answer.status());
        assertEquals("no-store", answer.headers().get("Cache-Control"));
        return new JwtConsumerBuilder()
                .setVerificationKey(KEY.getPublicKey())
                .setExpectedIssuer(ISSUER)
                .setExpectedAudience("gateway")
                .setRequireExpirationTime()
                .setRequireIssuedAt()
                .build()
                .processToClaims(answer.body());
    }

    private static Customer fail() {
        throw new AssertionError("asked who is logged in");
    }

    private static RsaJsonWebKey key() {
        try {
            return RsaJwkGenerator.generateJwk(2048);
        } catch (JoseException e) {
            throw new IllegalStateException(e);
        }
    }
}
