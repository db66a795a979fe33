package io.connectgateway.url;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Scheme, host and port of a URL, each in the one spelling that browsers leave as it is.
 *
 * @param scheme in lower case
 * @param host in lower case for {@code https} and {@code http}; in an app's own scheme, case makes a difference
 * @param port the default port of {@code https} and {@code http} where the URL names none; otherwise -1
 */
public record Origin(String scheme, String host, int port) {

    private static final Pattern URL = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*+)://([^/?#]*+)[^\\s\\p{Cntrl}]*+");

    private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";

    /** A DNS name or {@code [::1]}. A final dot is refused, because browsers take the name for another host. */
    private static final Pattern HOST = Pattern.compile("(?=.{1,253}$)" + LABEL + "(?:\\." + LABEL + ")*|\\[::1]");

    /** Browsers read {@code 127.1}, {@code 2130706433} and {@code 0x7f.1} as IPv4 addresses. */
    private static final Pattern LIKE_IPV4 = Pattern.compile("(?:.*\\.)?[0-9][^.]*");

    private static final String OCTET = "(?:25[0-5]|2[0-4][0-9]|1[0-9][0-9]|[1-9]?[0-9])";

    private static final Pattern IPV4 = Pattern.compile(OCTET + "(?:\\." + OCTET + "){3}");

    private static final Pattern PORT = Pattern.compile("[1-9][0-9]{0,4}");

    /** The origin of an {@code http} or {@code https} URL; empty for any other text, and for a URL with user info. */
    public static Optional<Origin> of(String url) {
        Matcher parts = URL.matcher(url);
        try {
            return parts.matches()
                    ? Optional.of(of(parts.group(1), parts.group(2))).filter(origin -> isWeb(origin.scheme))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** @throws IllegalArgumentException with the rest of the sentence "This URL …" */
    static Origin of(String scheme, String authority) {
        String lowerCase = scheme.toLowerCase(Locale.ROOT);
        StrictUrl.refuse(authority.indexOf('@') >= 0, "must not have a user name or password");
        boolean isWeb = isWeb(lowerCase);
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        String written = colon < 0 ? authority : authority.substring(0, colon);
        String host = isWeb ? written.toLowerCase(Locale.ROOT) : written;
        boolean isWrongIpv4 = isWeb
                && LIKE_IPV4.matcher(host).matches()
                && !IPV4.matcher(host).matches();
        StrictUrl.refuse(
                isWrongIpv4 || !HOST.matcher(host).matches(),
                "has no plain host: letters, digits, hyphens and dots (xn-- for other scripts), no wildcard");
        int defaultPort = lowerCase.equals("https") ? 443 : isWeb ? 80 : -1;
        return new Origin(lowerCase, host, colon < 0 ? defaultPort : port(authority.substring(colon + 1)));
    }

    private static boolean isWeb(String scheme) {
        return scheme.equals("https") || scheme.equals("http");
    }

    /** Decimal, without leading zeros: with them some parsers read octal. */
    private static int port(String port) {
        StrictUrl.refuse(
                !PORT.matcher(port).matches() || Integer.parseInt(port) > 65_535, "has no valid port after the colon");
        return Integer.parseInt(port);
    }
}
