package io.connectgateway.policy;

import io.connectgateway.url.StrictUrl;
import java.text.Normalizer;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The callback URLs that a deployment allows. An allowed URL has the scheme, host and port of an entry, and its path is
 * the entry's path or continues it at a slash. An entry without a path allows the whole origin. An entry that ends in a
 * slash allows what is below it. Query and fragment are free, except the parameters that Connect appends; single-page
 * applications keep parameters in the fragment too.
 */
public final class CallbackUrls {

    /** Hosts on which {@code http} is allowed, because requests to them stay on the machine. */
    private static final Set<String> LOCALHOST = Set.of("localhost", "127.0.0.1", "[::1]");

    /** Schemes that run code, read files, contain another URL, or have rules of their own in browsers. */
    private static final Set<String> FORBIDDEN_SCHEMES =
            Set.of(("about blob chrome content data file filesystem ftp intent jar javascript mailto resource sms tel"
                            + " vbscript view-source ws wss")
                    .split(" "));

    private static final Pattern SEPARATOR = Pattern.compile("[?&;]");

    /**
     * Connect appends {@code session_id} and {@code status} to say which session ended, and how it ended. Some servers
     * read {@code session.id}, {@code session id}, {@code session[id} and {@code status[]} as these names too. One that
     * decodes twice could read any name in text that is still encoded.
     */
    private static final Pattern RESERVED_NAME =
            Pattern.compile("(?ius)session[_. \\[]id|(?:session[_. ]id|status)\\[.*|status|.*%.*");

    private final List<StrictUrl> entries;

    /** @param entries if empty, every URL is refused */
    CallbackUrls(List<String> entries) {
        this.entries = entries.stream().map(CallbackUrls::entry).toList();
    }

    /** Whether Connect may send people to this URL; false for null and for any text that is not a URL. */
    boolean allows(String callbackUrl) {
        try {
            StrictUrl url = StrictUrl.parse(callbackUrl);
            return entries.stream().anyMatch(entry -> isPrefix(entry, url))
                    && !hasReservedParameter(url.query())
                    && !hasReservedParameter(url.fragment());
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Why an entry cannot be used, as the rest of the sentence "This entry …"; empty if it can. */
    public static Optional<String> problem(String entry) {
        try {
            entry(entry);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.of(e.getMessage());
        }
    }

    private static StrictUrl entry(String text) {
        StrictUrl entry = StrictUrl.parse(text);
        String scheme = entry.origin().scheme();
        boolean isPlain =
                scheme.equals("http") && !LOCALHOST.contains(entry.origin().host());
        StrictUrl.refuse(FORBIDDEN_SCHEMES.contains(scheme), "has a scheme that no callback may have");
        StrictUrl.refuse(isPlain, "must begin with https:// (http:// is for localhost only)");
        StrictUrl.refuse(
                text.indexOf('?') >= 0 || text.indexOf('#') >= 0, "must end with its path: no query, no fragment");
        return entry;
    }

    private static boolean isPrefix(StrictUrl entry, StrictUrl url) {
        String below = entry.path().endsWith("/") ? entry.path() : entry.path() + '/';
        return entry.origin().equals(url.origin())
                && (url.path().equals(entry.path()) || url.path().startsWith(below));
    }

    private static boolean hasReservedParameter(String parameters) {
        return SEPARATOR
                .splitAsStream(parameters)
                .map(CallbackUrls::name)
                .anyMatch(name -> RESERVED_NAME.matcher(name).matches());
    }

    private static String name(String parameter) {
        String decoded = StrictUrl.decode(parameter.split("=", 2)[0].replace('+', ' '));
        return Normalizer.normalize(decoded, Normalizer.Form.NFKC).strip();
    }
}
