package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.StringTokenizer;

/** A request in the one spelling that client and service both hash, as Signature Version 4 defines it. */
final class CanonicalRequest {

    private CanonicalRequest() {}

    /**
     * @param path as it is sent, without {@code .}, {@code ..} or empty segments: it is encoded, but not normalised
     * @param query as it is sent; null or empty for none
     * @param headers by name in lower case
     * @param bodyHash SHA-256 of the body, in lower-case hexadecimal
     */
    static String of(String method, String path, String query, SortedMap<String, String> headers, String bodyHash) {
        StringBuilder request = new StringBuilder(method).append('\n');
        request.append(path == null || path.isEmpty() ? "/" : encode(path, '/')).append('\n');
        request.append(query == null ? "" : sorted(query)).append('\n');
        headers.forEach((name, value) ->
                request.append(name).append(':').append(singleSpaced(value)).append('\n'));
        request.append('\n').append(String.join(";", headers.keySet())).append('\n');
        return request.append(bodyHash).toString();
    }

    private static String sorted(String query) {
        List<String> pairs = new ArrayList<>();
        for (StringTokenizer tokens = new StringTokenizer(query, "&"); tokens.hasMoreTokens(); ) {
            String pair = tokens.nextToken();
            int equals = pair.indexOf('=');
            String name = equals < 0 ? pair : pair.substring(0, equals);
            String value = equals < 0 ? "" : pair.substring(equals + 1);
            // NUL sorts a name before every longer one, which '=' would not ("Param" and "Param-3").
            pairs.add(encode(name, '%') + '\0' + encode(value, '%'));
        }
        Collections.sort(pairs);
        return String.join("&", pairs).replace('\0', '=');
    }

    /** Percent-encodes all but the unreserved characters of RFC 3986 and {@code kept}. */
    private static String encode(String text, char kept) {
        StringBuilder encoded = new StringBuilder();
        for (byte octet : text.getBytes(UTF_8)) {
            char c = (char) (octet & 0xff);
            if (c >= 'a' && c <= 'z'
                    || c >= 'A' && c <= 'Z'
                    || c >= '0' && c <= '9'
                    || "-._~".indexOf(c) >= 0
                    || c == kept) {
                encoded.append(c);
            } else {
                encoded.append('%').append(upperHex(c >> 4)).append(upperHex(c & 0xf));
            }
        }
        return encoded.toString();
    }

    private static char upperHex(int digit) {
        return Character.toUpperCase(Character.forDigit(digit, 16));
    }

    private static String singleSpaced(String value) {
        StringBuilder spaced = new StringBuilder();
        for (StringTokenizer words = new StringTokenizer(value, " "); words.hasMoreTokens(); ) {
            spaced.append(spaced.isEmpty() ? "" : " ").append(words.nextToken());
        }
        return spaced.toString();
    }
}
