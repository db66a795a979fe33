package io.connectgateway.sandbox;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks Signature Version 4 of a request: computes it again with the expected key.
 *
 * @see <a href="https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html">Create a
 *     signed AWS API request</a>
 */
record AwsSignature(String accessKey, String date, String region, String service, List<String> headers, String value) {
    private static final Pattern AUTHORIZATION = Pattern.compile(
            "AWS4-HMAC-SHA256 Credential=([^/]+)/(\\d{8})/([^/]+)/([^/]+)/aws4_request, ?SignedHeaders=([a-z0-9;-]+), ?"
                    + "Signature=([0-9a-f]{64})");

    /** @return null if the header is absent or not a Signature Version 4 */
    static AwsSignature parse(String authorization) {
        Matcher m = AUTHORIZATION.matcher(authorization == null ? "" : authorization);
        return m.matches()
                ? new AwsSignature(
                        m.group(1),
                        m.group(2),
                        m.group(3),
                        m.group(4),
                        List.of(m.group(5).split(";")),
                        m.group(6))
                : null;
    }

    /** @param received the request's headers, by lower-case name. The path must be canonical, without a query. */
    boolean signs(String method, String path, Map<String, String> received, byte[] body, String secretKey) {
        if (!headers.contains("host")
                || !headers.contains("x-amz-date")
                || !received.keySet().containsAll(headers)) {
            return false;
        }
        String canonicalHeaders = headers.stream()
                .map(name -> name + ":" + received.get(name).trim().replaceAll(" +", " ") + "\n")
                .collect(Collectors.joining());
        String request =
                String.join("\n", method, path, "", canonicalHeaders, String.join(";", headers), hex(sha256(body)));
        String scope = String.join("/", date, region, service, "aws4_request");
        String toSign =
                String.join("\n", "AWS4-HMAC-SHA256", received.get("x-amz-date"), scope, hex(sha256(utf8(request))));
        byte[] key = utf8("AWS4" + secretKey);
        for (String part : scope.split("/")) {
            key = hmac(key, part);
        }
        return received.get("x-amz-date").startsWith(date)
                && MessageDigest.isEqual(utf8(hex(hmac(key, toSign))), utf8(value));
    }

    private static byte[] sha256(byte[] data) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(data);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] hmac(byte[] key, String data) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, "HmacSHA256"));
            return mac.doFinal(utf8(data));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String hex(byte[] data) {
        return HexFormat.of().formatHex(data);
    }
}
