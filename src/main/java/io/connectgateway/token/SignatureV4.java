package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URI;
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
 * Signs requests to one AWS service with Signature Version 4, in headers.
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
     * @param uri absolute; its host and port are signed as {@code Host}, so they must be sent unchanged
     * @param headers further headers to sign, with their values exactly as sent
     * @param body exactly as sent; empty for none
     */
    Map<String, String> headers(
            Credentials credentials, String method, URI uri, Map<String, String> headers, byte[] body, Instant now) {
        String timestamp = timestamp(now);
        Map<String, String> added = new LinkedHashMap<>();
        added.put("X-Amz-Date", timestamp);
        if (credentials.temporary()) {
            added.put("X-Amz-Security-Token", credentials.sessionToken());
        }
        SortedMap<String, String> signed = new TreeMap<>();
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        signed.put("host", host(uri));

        String request = CanonicalRequest.of(method, uri.getRawPath(), uri.getRawQuery(), signed, sha256(body));
        added.put("Authorization", authorization(credentials, timestamp, String.join(";", signed.keySet()), request));
        return added;
    }

    String authorization(Credentials credentials, String timestamp, String signedHeaders, String canonicalRequest) {
        byte[] key = ("AWS4" + credentials.secretAccessKey()).getBytes(UTF_8);
        key = hmac(hmac(hmac(hmac(key, date(timestamp)), region), service), "aws4_request");
        byte[] signature = hmac(key, stringToSign(timestamp, canonicalRequest));
        return ALGORITHM + " Credential=" + credentials.accessKeyId() + '/' + scope(timestamp) + ", SignedHeaders="
                + signedHeaders + ", Signature=" + HexFormat.of().formatHex(signature);
    }

    String stringToSign(String timestamp, String canonicalRequest) {
        String hash = sha256(canonicalRequest.getBytes(UTF_8));
        return String.join("\n", ALGORITHM, timestamp, scope(timestamp), hash);
    }

    private String scope(String timestamp) {
        return String.join("/", date(timestamp), region, service, "aws4_request");
    }

    private static String date(String timestamp) {
        return timestamp.substring(0, timestamp.indexOf('T'));
    }

    /** {@code 20150830T123600Z}, without the formatters that a cold start would load for it. */
    private static String timestamp(Instant now) {
        LocalDateTime utc = LocalDateTime.ofEpochSecond(now.getEpochSecond(), 0, ZoneOffset.UTC);
        int date = utc.getYear() * 10_000 + utc.getMonthValue() * 100 + utc.getDayOfMonth();
        int time = utc.getHour() * 10_000 + utc.getMinute() * 100 + utc.getSecond();
        return date + "T" + Integer.toString(1_000_000 + time).substring(1) + "Z";
    }

    /** As HTTP clients send it: without the scheme's default port. */
    private static String host(URI uri) {
        String host = uri.getRawAuthority();
        String defaultPort = "https".equalsIgnoreCase(uri.getScheme()) ? ":443" : ":80";
        return host.endsWith(defaultPort) ? host.substring(0, host.length() - defaultPort.length()) : host;
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
