package io.connectgateway.sandbox;

import java.security.Key;
import java.util.List;
import java.util.Set;
import org.jose4j.jwa.AlgorithmConstraints;
import org.jose4j.jwa.AlgorithmConstraints.ConstraintType;
import org.jose4j.jws.AlgorithmIdentifiers;
import org.jose4j.jws.JsonWebSignature;
import org.jose4j.jwx.JsonWebStructure;
import org.jose4j.keys.resolvers.VerificationKeyResolver;
import org.jose4j.lang.UnresolvableKeyException;

/**
 * Finds a token's key by its {@code kid}, which API Gateway requires. Accepts the algorithms that API Gateway accepts.
 * The console shows the message of the exception.
 */
record IssuerKeys(VerificationKeyResolver keys) implements VerificationKeyResolver {
    private static final Set<String> RSA = Set.of(
            AlgorithmIdentifiers.RSA_USING_SHA256,
            AlgorithmIdentifiers.RSA_USING_SHA384,
            AlgorithmIdentifiers.RSA_USING_SHA512);

    static final AlgorithmConstraints ALGORITHMS =
            new AlgorithmConstraints(ConstraintType.PERMIT, RSA.toArray(String[]::new));

    @Override
    public Key resolveKey(JsonWebSignature token, List<JsonWebStructure> nesting) throws UnresolvableKeyException {
        String algorithm = token.getAlgorithmHeaderValue();
        if (!RSA.contains(algorithm)) {
            throw new UnresolvableKeyException("wrong algorithm: the token's alg is " + Shown.of(algorithm)
                    + ", API Gateway takes RS256, RS384 and RS512");
        }
        String id = token.getKeyIdHeaderValue();
        if (id == null) {
            throw new UnresolvableKeyException("no key: the token's header has no kid");
        }
        try {
            return keys.resolveKey(token, nesting);
        } catch (UnresolvableKeyException e) {
            // The library's own message contains the token's header and the keys.
            throw new UnresolvableKeyException(
                    e.getCause() == null
                            ? "unknown key: the token's kid is " + Shown.of(id) + ", the issuer has no such RSA key"
                            : "no keys: the issuer's key set cannot be read: " + e.getCause());
        }
    }
}
