package shop;

import java.net.InetAddress;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jose4j.jwk.RsaJsonWebKey;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.lang.JoseException;

/** The shop's token endpoint: it takes one request and returns one answer. */
public final class GuestTokens {
    // Because of the prefix __Host-, another host cannot set this cookie.
    private static final Pattern GUEST =
            Pattern.compile("(?:^|; ?)__Host-connect-guest=([\\da-f]{8}(?:-[\\da-f]{4}){3}-[\\da-f]{12})(?:;|$)");

    private final String issuer;
    private final String audience;
    private final String origin;
    private final RsaJsonWebKey key;
    private final Predicate<InetAddress> admits;

    /** @param customer looks the shop's session up; empty for a visitor */
    public record Request(
            String method, UnaryOperator<String> header, InetAddress address, Callable<Optional<Customer>> customer) {}

    /** A customer of the shop. Only the id is required. */
    public record Customer(String id, String email, boolean emailVerified, String gigsUser) {}

    public record Answer(int status, Map<String, String> headers, String body) {
        private static Answer of(int status, Map<String, String> headers, String body) {
            var all = new HashMap<>(headers);
            all.putAll(Map.of(
                    "Content-Type", "text/plain", "Cache-Control", "no-store", "X-Content-Type-Options", "nosniff"));
            return new Answer(status, all, body);
        }
    }

    /** @param origin of the shop's pages, as the browser sends it: {@code https://shop.example} */
    public GuestTokens(
            String issuer, String audience, String origin, RsaJsonWebKey key, Predicate<InetAddress> admits) {
        if (!origin.matches("https?://[^/]+")) {
            throw new IllegalArgumentException("an origin has a scheme, a host, perhaps a port, and no path");
        }
        this.issuer = Objects.requireNonNull(issuer);
        this.audience = Objects.requireNonNull(audience);
        this.origin = origin;
        this.key = key;
        this.admits = admits;
    }

    public Answer answer(Request request) {
        if (!"POST".equals(request.method())) {
            return Answer.of(405, Map.of("Allow", "POST"), "");
        }
        if (!origin.equals(request.header().apply("Origin"))
                || !"same-origin".equals(request.header().apply("Sec-Fetch-Site"))) {
            return Answer.of(403, Map.of(), "");
        }
        if (!admits.test(request.address())) {
            return Answer.of(429, Map.of("Retry-After", "60"), "");
        }
        try {
            Optional<Customer> customer = request.customer().call();
            if (customer.isPresent()) {
                return token(claims(customer.get()), Map.of());
            }
            // A visitor keeps the subject, so that a click repeated with a newer token has the same caller.
            String cookies = Objects.requireNonNullElse(request.header().apply("Cookie"), "");
            Matcher known = GUEST.matcher(cookies);
            String guest = known.find() ? known.group(1) : UUID.randomUUID().toString();
            String cookie = "__Host-connect-guest=" + guest + "; Path=/; Secure; HttpOnly; SameSite=Strict";
            return token(subject("guest:" + guest), Map.of("Set-Cookie", cookie));
        } catch (Exception e) {
            return Answer.of(503, Map.of("Retry-After", "1"), "");
        }
    }

    private Answer token(JwtClaims claims, Map<String, String> headers) throws JoseException {
        claims.setIssuer(issuer);
        claims.setAudience(audience);
        claims.setIssuedAtToNow();
        claims.setExpirationTimeMinutesInTheFuture(5);
        var token = new JsonWebSignature();
        token.setAlgorithmHeaderValue(AlgorithmIdentifiers.RSA_USING_SHA256);
        token.setKeyIdHeaderValue(key.getKeyId());
        token.setKey(key.getPrivateKey());
        token.setPayload(claims.toJson());
        return Answer.of(200, headers, token.getCompactSerialization());
    }

    private static JwtClaims claims(Customer customer) {
        if (customer.id().isEmpty() || customer.id().startsWith("guest:")) {
            throw new IllegalArgumentException("a customer needs an id, without the prefix guest:");
        }
        JwtClaims claims = subject(customer.id());
        if (customer.email() != null) {
            claims.setClaim("email", customer.email());
            claims.setClaim("email_verified", customer.emailVerified());
        }
        if (customer.gigsUser() != null) {
            claims.setClaim("gigs_user", customer.gigsUser());
        }
        return claims;
    }

    private static JwtClaims subject(String subject) {
        var claims = new JwtClaims();
        claims.setSubject(subject);
        return claims;
    }
}
