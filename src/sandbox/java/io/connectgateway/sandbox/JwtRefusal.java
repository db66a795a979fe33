package io.connectgateway.sandbox;

import java.time.Instant;
import java.util.List;
import org.jose4j.jwt.JwtClaims;
import org.jose4j.jwt.MalformedClaimException;
import org.jose4j.jwt.NumericDate;
import org.jose4j.jwt.consumer.ErrorCodes;
import org.jose4j.jwt.consumer.InvalidJwtException;
import org.jose4j.lang.UnresolvableKeyException;

/** The console's reason for a refused token. The library's own messages contain the token or its claims. */
record JwtRefusal(String issuer, List<String> audiences) {
    private static final String MALFORMED =
            "malformed claim: iss, aud, client_id, exp, nbf or iat has a value of the wrong type";

    String reason(InvalidJwtException e) {
        if (e.getJwtContext() == null || e.getJwtContext().getJoseObjects().isEmpty()) {
            return "no JWT: the token is not a signed JSON Web Token, but opaque, encrypted or cut short";
        }
        if (e.getCause() instanceof UnresolvableKeyException key) {
            return key.getMessage();
        }
        if (e.hasErrorCode(ErrorCodes.SIGNATURE_INVALID)) {
            return "wrong signature: it was not made with the issuer's key that the token's kid names";
        }
        try {
            return claim(
                    e.getErrorDetails().get(0).getErrorCode(), e.getJwtContext().getJwtClaims());
        } catch (MalformedClaimException malformed) {
            return MALFORMED;
        }
    }

    private String claim(int error, JwtClaims claims) throws MalformedClaimException {
        return switch (error) {
            case ErrorCodes.EXPIRATION_MISSING -> "no expiry: the token has no exp";
            case ErrorCodes.EXPIRED -> "expired: the token's exp is " + time(claims.getExpirationTime());
            case ErrorCodes.NOT_YET_VALID -> "not valid yet: the token's nbf is " + time(claims.getNotBefore());
            case ErrorCodes.ISSUED_AT_INVALID_FUTURE ->
                "issued in the future: the token's iat is " + time(claims.getIssuedAt());
            case ErrorCodes.ISSUER_MISSING -> "wrong issuer: the token has no iss, expected " + issuer;
            case ErrorCodes.ISSUER_INVALID ->
                "wrong issuer: the token's iss is " + Shown.of(claims.getIssuer()) + ", expected " + issuer
                        + " to the character";
            case ErrorCodes.AUDIENCE_INVALID ->
                "wrong audience: the token " + audience(claims) + ", expected one of " + audiences;
            case ErrorCodes.MISCELLANEOUS -> "wrong times: the token's exp is before its iat or its nbf";
            default -> MALFORMED;
        };
    }

    private static String audience(JwtClaims claims) throws MalformedClaimException {
        if (claims.hasAudience()) {
            return "has the aud " + Shown.list(claims.getAudience());
        }
        String client = claims.getStringClaimValue("client_id");
        return client == null ? "has neither aud nor client_id" : "has no aud and the client_id " + Shown.of(client);
    }

    private static String time(NumericDate date) {
        return Instant.ofEpochSecond(date.getValue()) + ", now is "
                + Instant.ofEpochSecond(NumericDate.now().getValue());
    }
}
