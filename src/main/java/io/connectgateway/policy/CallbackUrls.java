package io.connectgateway.policy;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The callback URLs that a deployment allows, each entry a prefix of them: an allowed URL has the scheme, host and port of an
 * entry, and its path is the entry's path or continues it at a slash. An entry without a path allows the whole origin, an
 * entry that ends in a slash only what is below it.
 *
 * <p>Entries, and so URLs, are {@code https}, {@code http} on localhost, or of an app's own scheme
 * ({@code myapp://done}). What a URL has beyond the path is free, with two exceptions: the query parameters that Connect
 * appends are reserved, in the fragment too, which single-page applications read like a query; and nothing in it may read
 * differently to different parsers ({@link CallbackUrl}).
 */
public final class CallbackUrls {

    /** Hosts on which {@code http} is allowed: what is sent there stays on the machine. */
    private static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Schemes that run code, read files, name another URL, or that browsers parse by other rules than an app's. */
    private static final Set<String> FORBIDDEN_SCHEMES = Set.of(
            "about",
            "blob",
            "chrome",
            "content",
            "data",
            "file",
            "filesystem",
            "ftp",
            "intent",
            "jar",
            "javascript",
            "mailto",
            "resource",
            "sms",
            "tel",
            "vbscript",
            "view-source",
            "ws",
            "wss");

    private final List<CallbackUrl> entries;

    /**
     * @param entries none to refuse every URL
     * @throws IllegalArgumentException if an entry has a {@link #problem}
     */
    CallbackUrls(List<String> entries) {
        this.entries = entries.stream().map(CallbackUrls::parse).toList();
    }

    /** Whether Connect may send people to this URL; false for null and for anything that is no URL. */
    boolean allows(String callbackUrl) {
        try {
            CallbackUrl url = CallbackUrl.parse(callbackUrl);
            return entries.stream().anyMatch(entry -> entry.isPrefixOf(url)) && !url.hasReservedParameter();
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Why an entry cannot be used, as the rest of the sentence "This entry …"; empty if it can. */
    public static Optional<String> problem(String entry) {
        try {
            parse(entry);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static CallbackUrl parse(String text) {
        CallbackUrl entry = CallbackUrl.parse(text);
        if (FORBIDDEN_SCHEMES.contains(entry.origin().scheme())) {
            throw new IllegalArgumentException("has a scheme that no callback may have");
        }
        if (entry.origin().scheme().equals("http")
                && !LOCALHOST.contains(entry.origin().host())) {
            throw new IllegalArgumentException("must begin with https:// (http:// is for localhost only)");
        }
        if (entry.query() != null || entry.fragment() != null) {
            throw new IllegalArgumentException("must end with its path: no query, no fragment");
        }
        return entry;
    }
}
