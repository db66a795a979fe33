package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Vectors {@code get-vanilla} and {@code post-x-www-form-urlencoded} of AWS's Signature Version 4 test suite. */
class AwsSignatureTest {
    private static final String SECRET_KEY = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";
    private static final String CREDENTIAL =
            "AWS4-HMAC-SHA256 Credential=AKIDEXAMPLE/20150830/us-east-1/service/aws4_request, SignedHeaders=";
    private static final Map<String, String> GET =
            Map.of("host", "example.amazonaws.com", "x-amz-date", "20150830T123600Z");
    private static final Map<String, String> POST = Map.of(
            "content-type", "application/x-www-form-urlencoded",
            "host", "example.amazonaws.com",
            "x-amz-date", "20150830T123600Z");
    private static final AwsSignature GET_VANILLA = AwsSignature.parse(
            CREDENTIAL + "host;x-amz-date, Signature=5fa00fa31553b73ebf1942676e86291e8372ff2a2260956d9b8aae1d763fbf31");
    private static final AwsSignature POST_FORM = AwsSignature.parse(CREDENTIAL
            + "content-type;host;x-amz-date, "
            + "Signature=ff11897932ad3f4e8b18135d722051e5ac45fc38421b1da7b9d196a0fe09473a");

    @Test
    void acceptsTheSuitesSignatures() {
        assertTrue(GET_VANILLA.signs("GET", "/", GET, bytes(""), SECRET_KEY));
        assertTrue(POST_FORM.signs("POST", "/", POST, bytes("Param1=value1"), SECRET_KEY));
    }

    @Test
    void refusesWhatWasChangedAfterSigning() {
        assertFalse(GET_VANILLA.signs("POST", "/", GET, bytes(""), SECRET_KEY));
        assertFalse(GET_VANILLA.signs("GET", "/other", GET, bytes(""), SECRET_KEY));
        assertFalse(POST_FORM.signs("POST", "/", POST, bytes("Param1=value2"), SECRET_KEY));
        assertFalse(GET_VANILLA.signs("GET", "/", GET, bytes(""), "another key"));
    }

    @Test
    void knowsASignatureFromAnythingElse() {
        assertNull(AwsSignature.parse(null));
        assertNull(AwsSignature.parse("Bearer token"));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
