package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs a POST to the root of one AWS service with Signature Version 4, in headers. Secrets Manager takes no other request.
 *
 * @param region of the service, such as {@code eu-central-1}
 * @param service as credential scopes name it, such as {@code secretsmanager}
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
record SignatureV4(String region, String service) {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";

    /**
     * The headers to add to a request: {@code Authorization}, {@code X-Amz-Date} and, with temporary credentials,
     * {@code X-Amz-Security-Token}. The signature holds for five minutes.
     *
     * @param host the {@code Host} header, exactly as sent
     * @param headers further headers to sign, with their values exactly as sent
     * @param body exactly as sent
     */
    Map<String, String> headers(
            Credentials credentials, String host, Map<String, String> headers, byte[] body, Instant now) {
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", timestamp(now));
        if (credentials.temporary()) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", host);
        added.put("Authorization", authorization(credentials, timestamp(now), signed, body));
        return added;
    }

    private String authorization(
            Credentials credentials, String timestamp, SortedMap<String, String> signed, byte[] body) {
        String date = timestamp.substring(0, timestamp.indexOf('T'));
        String scope = String.join("/", date, region, service, "aws4_request");
        String request = canonicalRequest(signed, body);
        String toSign = String.join("\n", ALGORITHM, timestamp, scope, sha256(request.getBytes(UTF_8)));
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
        key = hmac(hmac(hmac(hmac(key, date), region), service), "aws4_request");
        return ALGORITHM + " Credential=" + credentials.accessKeyId() + '/' + scope + ", SignedHeaders="
                + String.join(";", signed.keySet()) + ", Signature="
                + HexFormat.of().formatHex(hmac(key, toSign));
    }

    /** The request in the one spelling that client and service both hash. */
    static String canonicalRequest(SortedMap<String, String> signed, byte[] body) {
        StringBuilder request = new StringBuilder("POST\n/\n\n");
        signed.forEach((name, value) ->
                request.append(name).append(':').append(value.strip()).append('\n'));
        return request.append('\n')
                .append(String.join(";", signed.keySet()))
                .append('\n')
                .append(sha256(body))
                .toString();
    }

    /** {@code 20150830T123600Z}, without the formatters that a cold start would load for it. */
    private static String timestamp(Instant now) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
        int date = utc.getYear() * 10_000 + utc.getMonthValue() * 100 + utc.getDayOfMonth();
        int time = utc.getHour() * 10_000 + utc.getMinute() * 100 + utc.getSecond();
        return date + "T" + Integer.toString(1_000_000 + time).substring(1) + "Z";
    }

    static String sha256(byte[] content) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(content));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String content) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(content.getBytes(UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }
}
