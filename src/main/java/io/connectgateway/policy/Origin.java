package io.connectgateway.policy;

import java.util.Locale;

/**
 * Scheme, host and port of a URL, each in the one spelling that browsers leave as it is.
 *
 * @param scheme in lower case
 * @param host in lower case for {@code https} and {@code http}; in an app's own scheme, case makes a difference
 * @param port of {@code https} and {@code http} the usual one where the URL names none; else -1
 */
record Origin(String scheme, String host, int port) {

    static Origin of(String scheme, String authority) {
        String lowerCase = scheme.toLowerCase(Locale.ROOT);
        if (!isScheme(lowerCase)) {
            throw new IllegalArgumentException("must begin with a scheme and two slashes, as in https://");
        }
        if (authority.indexOf('@') >= 0) {
            throw new IllegalArgumentException("must not have a user name or password");
        }
        boolean web = lowerCase.equals("https") || lowerCase.equals("http");
        int colon = authority.indexOf(':', authority.indexOf(']') + 1);
        String host = colon < 0 ? authority : authority.substring(0, colon);
        host = web ? host.toLowerCase(Locale.ROOT) : host;
        if (!isName(host) && !host.equals("[::1]") || web && looksNumeric(host) && !isIpv4(host)) {
            throw new IllegalArgumentException(
                    "has no plain host: letters, digits, hyphens and dots (xn-- for other scripts), no wildcard");
        }
        if (colon >= 0) {
            return new Origin(lowerCase, host, port(authority.substring(colon + 1)));
        }
        return new Origin(lowerCase, host, lowerCase.equals("https") ? 443 : web ? 80 : -1);
    }

    private static boolean isScheme(String scheme) {
        return !scheme.isEmpty()
                && isLetter(scheme.charAt(0))
                && scheme.chars().allMatch(c -> isLetter(c) || isDigit(c) || "+-.".indexOf(c) >= 0);
    }

    /** A DNS name without the root's dot, of which browsers make another host. */
    private static boolean isName(String host) {
        if (host.length() > 253) {
            return false;
        }
        for (String label : host.split("\\.", -1)) {
            boolean plain = label.chars().allMatch(c -> isLetter(c) || isDigit(c) || c == '-');
            if (!plain || label.isEmpty() || label.length() > 63 || label.startsWith("-") || label.endsWith("-")) {
                return false;
            }
        }
        return true;
    }

    /** Browsers read {@code 127.1}, {@code 2130706433} and {@code 0x7f.1} as IPv4 addresses. */
    private static boolean looksNumeric(String host) {
        return isDigit(host.charAt(host.lastIndexOf('.') + 1));
    }

    private static boolean isIpv4(String host) {
        String[] octets = host.split("\\.", -1);
        for (String octet : octets) {
            if (octet.length() > 3 || !isNumber(octet) || Integer.parseInt(octet) > 255) {
                return false;
            }
        }
        return octets.length == 4;
    }

    private static int port(String port) {
        if (port.length() > 5 || !isNumber(port) || port.equals("0") || Integer.parseInt(port) > 65_535) {
            throw new IllegalArgumentException("has no valid port after the colon");
        }
        return Integer.parseInt(port);
    }

    /** Decimal, without leading zeros: with them some parsers read octal. */
    private static boolean isNumber(String digits) {
        return digits.chars().allMatch(Origin::isDigit)
                && !digits.isEmpty()
                && (digits.length() == 1 || digits.charAt(0) != '0');
    }

    private static boolean isLetter(int c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z';
    }

    private static boolean isDigit(int c) {
        return c >= '0' && c <= '9';
    }
}
