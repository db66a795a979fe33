package io.connectgateway.policy;

import java.util.Set;
import java.util.StringTokenizer;

/**
 * A URL in the narrow syntax that all parsers read alike: RFC 3986 with an authority, less whatever a browser (WHATWG URL)
 * or a server would correct, resolve or decode a second time. Such a URL is refused, never repaired.
 *
 * @param path as written; {@code /} if empty
 * @param query as written; null for none
 * @param fragment as written; null for none
 */
record CallbackUrl(Origin origin, String path, String query, String fragment) {

    private static final int MAX_LENGTH = 2048;

    /** Connect appends these to say which session ended, and how. */
    private static final Set<String> RESERVED_PARAMETERS = Set.of("session_id", "status");

    /** @throws IllegalArgumentException with the rest of the sentence "This URL …" */
    static CallbackUrl parse(String url) {
        if (url == null || url.isEmpty()) {
            throw new IllegalArgumentException("is empty");
        }
        if (url.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("is longer than 2,048 characters");
        }
        PercentEncoding.check(url);
        int authority = url.indexOf("://") + 3;
        if (authority < 4) {
            throw new IllegalArgumentException("must begin with a scheme and two slashes, as in https://");
        }
        int fragment = indexOf('#', url, authority, url.length());
        int query = indexOf('?', url, authority, fragment);
        int path = indexOf('/', url, authority, query);
        if (url.indexOf('[', path) >= 0 || url.indexOf(']', path) >= 0) {
            throw new IllegalArgumentException("has a square bracket that must be percent-encoded");
        }
        return new CallbackUrl(
                Origin.of(url.substring(0, authority - 3), url.substring(authority, path)),
                path == query ? "/" : checkedPath(url.substring(path, query)),
                query == fragment ? null : url.substring(query + 1, fragment),
                fragment == url.length() ? null : checkedFragment(url.substring(fragment + 1)));
    }

    boolean isPrefixOf(CallbackUrl other) {
        String below = path.endsWith("/") ? path : path + '/';
        return origin.equals(other.origin) && (other.path.equals(path) || other.path.startsWith(below));
    }

    /** Looks into the fragment too: a single-page application may keep its route and parameters there. */
    boolean hasReservedParameter() {
        return hasReservedParameter(query) || hasReservedParameter(fragment);
    }

    private static boolean hasReservedParameter(String parameters) {
        if (parameters == null) {
            return false;
        }
        for (StringTokenizer tokens = new StringTokenizer(parameters, "?&;"); tokens.hasMoreTokens(); ) {
            String parameter = tokens.nextToken();
            int equals = parameter.indexOf('=');
            String name = equals < 0 ? parameter : parameter.substring(0, equals);
            // Some servers read "session.id", " session id" and "status[]" as these names too.
            String read = PercentEncoding.decode(name.replace('+', ' ')).strip();
            int bracket = read.indexOf('[');
            read = (bracket < 0 ? read : read.substring(0, bracket))
                    .replace('.', '_')
                    .replace(' ', '_');
            if (RESERVED_PARAMETERS.contains(read) || read.indexOf('%') >= 0) {
                return true;
            }
        }
        return false;
    }

    private static String checkedPath(String path) {
        if (path.contains("//")) {
            throw new IllegalArgumentException("has a path segment that is empty or only dots");
        }
        PercentEncoding.checkNoDelimiter(path);
        for (StringTokenizer segments = new StringTokenizer(path, "/"); segments.hasMoreTokens(); ) {
            // Some servers drop path parameters and spaces before they resolve a path: "..;a", "..%20", "/;a/".
            String segment = segments.nextToken();
            int semicolon = segment.indexOf(';');
            String name = PercentEncoding.decode(semicolon < 0 ? segment : segment.substring(0, semicolon));
            if (name.strip().chars().allMatch(c -> c == '.')) {
                throw new IllegalArgumentException("has a path segment that is empty or only dots");
            }
        }
        return path;
    }

    private static String checkedFragment(String fragment) {
        if (fragment.indexOf('#') >= 0) {
            throw new IllegalArgumentException("has more than one #");
        }
        return fragment;
    }

    private static int indexOf(char c, String url, int from, int to) {
        int index = url.substring(0, to).indexOf(c, from);
        return index < 0 ? to : index;
    }
}
