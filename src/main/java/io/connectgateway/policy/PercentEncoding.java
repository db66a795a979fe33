package io.connectgateway.policy;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;

/** What a URL's characters may be, plain and percent-encoded. */
final class PercentEncoding {

    /** RFC 3986, section 2. */
    private static final String PUNCTUATION = "-._~:/?#[]@!$&'()*+,;=%";

    /** Encoded in a path, these split or resolve it wherever a server decodes before it looks, or decodes twice. */
    private static final String DELIMITERS = "./;?#%";

    /** What legacy character sets and normalisation turn into a dot, a slash, a backslash or a percent sign. */
    private static final String LOOKALIKES =
            "\u2024\u2025\u2026\u2044\u2215\u2216\u29f5\u29f8\u29f9\ufe52\ufe68\uff05\uff0e\uff0f\uff3c";

    private PercentEncoding() {}

    /** Refuses what must be nowhere in a URL, neither plain nor encoded. */
    static void check(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            boolean letterOrDigit = c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
            if (!letterOrDigit && PUNCTUATION.indexOf(c) < 0) {
                throw new IllegalArgumentException("has a character that must be percent-encoded");
            }
            if (c == '%' && (hex(url, i + 1) < 0 || hex(url, i + 2) < 0)) {
                throw new IllegalArgumentException("has a % without two hexadecimal digits");
            }
        }
        if (decode(url).chars().anyMatch(PercentEncoding::isForbidden)) {
            throw new IllegalArgumentException("has an encoded backslash, control character or byte that is not UTF-8");
        }
    }

    /** Refuses a path in which a delimiter, or what may become one, is encoded. */
    static void checkNoDelimiter(String path) {
        for (int i = path.indexOf('%'); i >= 0; i = path.indexOf('%', i + 1)) {
            if (DELIMITERS.indexOf(hex(path, i + 1) << 4 | hex(path, i + 2)) >= 0) {
                throw new IllegalArgumentException("has an encoded delimiter in its path");
            }
        }
        if (decode(path).chars().anyMatch(c -> LOOKALIKES.indexOf(c) >= 0)) {
            throw new IllegalArgumentException("has an encoded delimiter in its path");
        }
    }

    /** Decodes once, as UTF-8; what is not UTF-8 becomes U+FFFD. */
    static String decode(String text) {
        ByteArrayOutputStream octets = new ByteArrayOutputStream(text.length());
        for (int i = 0; i < text.length(); i++) {
            boolean encoded = text.charAt(i) == '%';
            octets.write(encoded ? hex(text, i + 1) << 4 | hex(text, i + 2) : text.charAt(i));
            i += encoded ? 2 : 0;
        }
        return octets.toString(UTF_8);
    }

    private static boolean isForbidden(int c) {
        return Character.isISOControl(c)
                || c == '\\'
                || c == '\u2028'
                || c == '\u2029'
                || c == '\ufeff'
                || c == '\ufffd';
    }

    private static int hex(String text, int index) {
        return index < text.length() ? Character.digit(text.charAt(index), 16) : -1;
    }
}
