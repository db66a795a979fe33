package io.connectgateway.url;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL in the narrow syntax that all parsers read alike: RFC 3986 with an authority, without anything that a browser
 * (WHATWG URL) or a server would correct, resolve or decode a second time. Any other URL is refused and never repaired.
 *
 * @param path as written; {@code /} if empty
 * @param query as written, without its question mark; empty for none
 * @param fragment as written, without its number sign; empty for none
 */
public record StrictUrl(Origin origin, String path, String query, String fragment) {

    private static final int MAX_LENGTH = 2048;

    private static final Pattern CHARACTERS = Pattern.compile("[A-Za-z0-9._~:/?#\\[\\]@!$&'()*+,;=%-]*+");

    private static final Pattern HALF_ENCODED = Pattern.compile("%(?![0-9A-Fa-f]{2})");

    /** Control characters, line separators, byte order marks, and U+FFFD for what is not UTF-8. */
    private static final Pattern FORBIDDEN =
            Pattern.compile("[\\\\\\x00-\\x1f\\x7f-\\x9f\\u2028\\u2029\\ufeff\\ufffd]");

    private static final Pattern PARTS =
            Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+)://([^/?#]*+)([^?#]*+)\\??([^#]*+)#?(.*+)");

    private static final Pattern ENCODED = Pattern.compile("(?:%..)++");

    private static final Pattern LETTERS_DIGITS_MARKS = Pattern.compile("[\\p{L}\\p{Nd}\\p{M}]*+");

    /** Some servers drop path parameters and invisible characters before they resolve dots, as in {@code ..;a}. */
    private static final Pattern EMPTY_OR_DOTS = Pattern.compile("/(?:/|;|(?:%..)*+\\.(?:\\.|%..)*+(?:[;/]|$))");

    /** @throws IllegalArgumentException with the rest of the sentence "This URL …" */
    public static StrictUrl parse(String url) {
        refuse(url == null || url.isEmpty(), "is empty");
        refuse(url.length() > MAX_LENGTH, "is longer than 2,048 characters");
        refuse(!CHARACTERS.matcher(url).matches(), "has a character that must be percent-encoded");
        refuse(HALF_ENCODED.matcher(url).find(), "has a % without two hexadecimal digits");
        refuse(
                FORBIDDEN.matcher(decode(url)).find(),
                "has an encoded backslash, control character or byte that is not UTF-8");
        Matcher parts = PARTS.matcher(url);
        refuse(!parts.matches(), "must begin with a scheme and two slashes, as in https://");
        Origin origin = Origin.of(parts.group(1), parts.group(2));
        String rest = url.substring(parts.end(2));
        refuse(rest.indexOf('[') >= 0 || rest.indexOf(']') >= 0, "has a square bracket that must be percent-encoded");
        checkPath(parts.group(3));
        refuse(parts.group(5).indexOf('#') >= 0, "has more than one #");
        String path = parts.group(3).isEmpty() ? "/" : parts.group(3);
        return new StrictUrl(origin, path, parts.group(4), parts.group(5));
    }

    /** Decodes once, as UTF-8; U+FFFD stands for what is not UTF-8. */
    public static String decode(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), UTF_8);
    }

    /** Refuses an encoded character that a server could turn into a dot, a slash or another delimiter. */
    private static void checkPath(String path) {
        for (Matcher encoded = ENCODED.matcher(path); encoded.find(); ) {
            refuse(
                    !LETTERS_DIGITS_MARKS.matcher(decode(encoded.group())).matches(),
                    "has a percent-encoded character in its path that is not a letter, a digit or a mark");
        }
        refuse(
                path.indexOf('%') >= 0 && !Normalizer.isNormalized(decode(path), Normalizer.Form.NFKC),
                "has a percent-encoded character in its path that Unicode normalisation changes");
        refuse(EMPTY_OR_DOTS.matcher(path).find(), "has a path segment that is empty or only dots");
    }

    /** @throws IllegalArgumentException with the problem */
    public static void refuse(boolean isWrong, String problem) {
        if (isWrong) {
            throw new IllegalArgumentException(problem);
        }
    }
}
