package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.quarkus.runtime.util.HashUtil;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Signs each call to Secrets Manager, a POST to its root, as AWS's page "Create a signed AWS API request" says.
 *
 * @param sessionToken empty for credentials that have none
 */
record SignatureV4(String region, String service, String accessKeyId, String secretAccessKey, String sessionToken)
        implements ClientRequestFilter {

    private static final String ALGORITHM = "AWS4-HMAC-SHA256";
    private static final String TARGET = "X-Amz-Target";

    @Override
    public void filter(ClientRequestContext request) {
        Map<String, String> also = Map.of(TARGET, request.getHeaderString(TARGET));
        headers(host(request.getUri()), also, (byte[]) request.getEntity(), Instant.now())
                .forEach((name, value) -> request.getHeaders().putSingle(name, value));
    }

    /** As HTTP clients send it: without the scheme's default port. */
    static String host(URI uri) {
        return uri.getRawAuthority().replaceFirst("https".equalsIgnoreCase(uri.getScheme()) ? ":443$" : ":80$", "");
    }

    /**
     * The headers to add to a request. The signature holds for five minutes.
     *
     * @param headers further headers to sign; like host and body exactly as sent
     */
    Map<String, String> headers(String host, Map<String, String> headers, byte[] body, Instant now) {
        String timestamp = now.truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
        Map<String, String> added = new TreeMap<>(Map.of("X-Amz-Date", timestamp));
        if (!sessionToken.isEmpty()) {
            added.put("X-Amz-Security-Token", sessionToken);
        }
        TreeMap<String, String> signed = new TreeMap<>(Map.of("host", host));
        headers.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        added.forEach((name, value) -> signed.put(name.toLowerCase(Locale.ROOT), value));
        added.put("Authorization", authorization(timestamp, signed, body));
        return added;
    }

    private String authorization(String timestamp, TreeMap<String, String> signed, byte[] body) {
        String date = timestamp.substring(0, timestamp.indexOf('T'));
        String scope = String.join("/", date, region, service, "aws4_request");
        String request = HashUtil.sha256(canonicalRequest(signed, body));
        byte[] key = ("AWS4" + secretAccessKey).getBytes(UTF_8);
        key = hmac(hmac(hmac(hmac(key, date), region), service), "aws4_request");
        byte[] signature = hmac(key, String.join("\n", ALGORITHM, timestamp, scope, request));
        return ALGORITHM + " Credential=" + accessKeyId + '/' + scope
                + ", SignedHeaders=" + String.join(";", signed.keySet())
                + ", Signature=" + HexFormat.of().formatHex(signature);
    }

    /** The request in the one spelling that client and service both hash. */
    static String canonicalRequest(TreeMap<String, String> signed, byte[] body) {
        StringBuilder request = new StringBuilder("POST\n/\n\n");
        signed.forEach((name, value) ->
                request.append(name).append(':').append(value.strip()).append('\n'));
        return request + "\n" + String.join(";", signed.keySet()) + "\n" + HashUtil.sha256(body);
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

    @Override
    public String toString() {
        return "SignatureV4[" + region + "]";
    }
}
