package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.jose4j.jwk.EcJwkGenerator;
import org.jose4j.keys.EllipticCurves;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Where the keys of an issuer come from, when they are fetched anew, and what stops the sandbox's start. */
class PartnerIssuerTest {
    private static final int BETWEEN_FETCHES = 1100;

    private final Vertx vertx = Vertx.vertx();
    private TestIssuer issuer;

    @BeforeEach
    void start() {
        issuer = new TestIssuer(vertx);
    }

    @AfterEach
    void stop() {
        LocalServer.await(vertx.close());
    }

    @Test
    void takesARotatedKeyAtOnce() throws InterruptedException {
        Authorizer authorizer = issuer.options().start(vertx);
        var rotated = TestIssuer.rsa("second");
        Thread.sleep(BETWEEN_FETCHES);
        issuer.publishOnly(rotated);

        String token = issuer.token(rotated, issuer.claims());
        assertNotNull(LocalServer.await(authorizer.authorize(JwtAuthorizerTest.event(token))));

        assertEquals(2, issuer.fetches.get());
        assertRefused(authorizer, issuer.token(issuer.claims()), "unknown key: the token's kid is first,");
    }

    @Test
    void fetchesTheKeysOnceASecondAtMost() throws InterruptedException {
        Authorizer authorizer = issuer.options().start(vertx);
        Thread.sleep(BETWEEN_FETCHES);
        var unknown = TestIssuer.rsa("unknown");
        String token = issuer.token(unknown, issuer.claims());
        long start = System.nanoTime();

        List<Future<?>> calls = IntStream.range(0, 50)
                .<Future<?>>mapToObj(i -> authorizer.authorize(JwtAuthorizerTest.event(token)))
                .toList();
        assertThrows(CompletionException.class, () -> LocalServer.await(Future.join(calls)));

        long seconds = (System.nanoTime() - start) / 1_000_000_000;
        assertTrue(issuer.fetches.get() >= 2, "not fetched anew");
        assertTrue(issuer.fetches.get() <= 2 + seconds, () -> issuer.fetches + " fetches in " + seconds + " s");
    }

    @Test
    void keepsTheKeysWhileTheIssuerIsDown() {
        Authorizer authorizer = issuer.options().start(vertx);
        String token = issuer.token(issuer.claims());
        issuer.close();

        assertNotNull(LocalServer.await(authorizer.authorize(JwtAuthorizerTest.event(token))));
    }

    @Test
    void saysThatTheKeysCannotBeFetched() throws InterruptedException {
        Authorizer authorizer = issuer.options().start(vertx);
        String token = issuer.token(TestIssuer.rsa("second"), issuer.claims());
        Thread.sleep(BETWEEN_FETCHES);
        issuer.close();

        assertRefused(authorizer, token, "no keys: the issuer's key set cannot be read: java.net.ConnectException");
    }

    @Test
    void doesNotStartWithoutTheIssuer() {
        PartnerIssuer options = issuer.options();
        issuer.close();

        assertStops(options, "/.well-known/openid-configuration cannot be read: java.net.ConnectException");
    }

    @Test
    void doesNotStartWhereTheDocumentIsOfAnotherIssuer() {
        assertStops(
                PartnerIssuer.of(issuer.url() + "/", "a"),
                "is of the issuer " + issuer.url() + ": give it to the character");
        assertStops(PartnerIssuer.of(issuer.url() + "/realms/other", "a"), "404");
        issuer.discovery.put("issuer", "https://other.example");
        assertStops(issuer.options(), "is of the issuer https://other.example");
    }

    @Test
    void doesNotStartWithoutRsaKeys() throws Exception {
        issuer.publishOnly(EcJwkGenerator.generateJwk(EllipticCurves.P256));
        assertStops(issuer.options(), "has no RSA key, and API Gateway takes no other");
        issuer.discovery.put("jwks_uri", issuer.url() + "/nowhere");
        assertStops(issuer.options(), "the key set cannot be read from " + issuer.url() + "/nowhere: ");
        issuer.discovery.remove("jwks_uri");
        assertStops(issuer.options(), "has no jwks_uri");
    }

    private void assertStops(PartnerIssuer options, String reason) {
        String message = assertThrows(IllegalArgumentException.class, () -> options.start(vertx))
                .getMessage();
        assertTrue(message.startsWith("sandbox.issuer is http://localhost:"), message);
        assertTrue(message.contains(reason), message);
        assertEquals(1, message.lines().count());
    }

    private static void assertRefused(Authorizer authorizer, String token, String reason) {
        var call = authorizer.authorize(JwtAuthorizerTest.event(token));
        var thrown = assertThrows(CompletionException.class, () -> LocalServer.await(call));
        String message = assertInstanceOf(Refusal.class, thrown.getCause()).getMessage();
        assertTrue(message.startsWith(reason), message);
    }
}
