package io.connectgateway.gigs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The origin of a URL: scheme, host and port. */
record SessionOrigin(String scheme, String host, int port) {

    /** The origin of an http or https URL; empty for anything else, and for one with user info. */
    static Optional<SessionOrigin> of(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !(scheme.equals("https") || scheme.equals("http"))) {
                return Optional.empty();
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of(new SessionOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Set<SessionOrigin> allOf(List<String> urls) {
        return urls.stream().map(SessionOrigin::of).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
