package io.connectgateway.gigs;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Scheme, host and port of an http or https URL. */
public record WebOrigin(String scheme, String host, int port) {

    /** The origin of a URL; empty if it is not http or https, or has user info. */
    public static Optional<WebOrigin> of(String url) {
        try {
            URI uri = new URI(url);
            String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
            if (uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !(scheme.equals("https") || scheme.equals("http"))) {
                return Optional.empty();
            }
            int port = uri.getPort() >= 0 ? uri.getPort() : scheme.equals("https") ? 443 : 80;
            return Optional.of(new WebOrigin(scheme, uri.getHost().toLowerCase(Locale.ROOT), port));
        } catch (URISyntaxException e) {
            return Optional.empty();
        }
    }

    static Set<WebOrigin> allOf(List<String> urls) {
        return urls.stream().map(WebOrigin::of).flatMap(Optional::stream).collect(Collectors.toUnmodifiableSet());
    }
}
