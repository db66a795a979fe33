package io.connectgateway.startup;

import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/**
 * Warns where a proxy is named only by the variables that curl and other tools read. The gateway does not read them, and calls would go
 * out directly without a word.
 */
final class IgnoredProxy {

    private static final Logger LOG = Logger.getLogger(IgnoredProxy.class);

    private static final List<String> IGNORED = List.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy");

    private static final List<String> READ = List.of(
            "quarkus.proxy.host",
            "quarkus.rest-client.proxy-configuration-name",
            "quarkus.rest-client.gigs.proxy-configuration-name",
            "quarkus.rest-client.gigs.proxy-address");

    private IgnoredProxy() {}

    static void warn(Config config) {
        // Most starts find no such variable, and look no further.
        Optional<String> ignored =
                IGNORED.stream().filter(name -> isSet(config, name)).findFirst();
        if (ignored.isPresent() && READ.stream().noneMatch(key -> isSet(config, key))) {
            // Without its value, which may hold a password.
            LOG.warnf(
                    "%s is set, and neither it nor NO_PROXY is read: calls to Gigs and to Secrets Manager go out directly."
                            + " Name the proxy in QUARKUS_PROXY_HOST and QUARKUS_PROXY_PORT.",
                    ignored.get());
        }
    }

    private static boolean isSet(Config config, String name) {
        return config.getOptionalValue(name, String.class).isPresent();
    }
}
