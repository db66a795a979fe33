package io.connectgateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Optional;

/** Where the project's token comes from, and how long it is kept. The start checks every value before it is read. */
@ConfigMapping(prefix = "connect")
public interface TokenConfig {

    /** The URL of AWS Secrets Manager. If unset: AWS's own variable for it, or the endpoint of the region. */
    @WithName("secrets-manager.url")
    Optional<String> secretsManagerUrl();

    /** The age, an ISO 8601 duration, at which the token is fetched anew. */
    @WithName("token.ttl")
    @WithDefault("PT5M")
    Optional<String> ttl();

    /** The age, an ISO 8601 duration, up to which an old token is used while no new one can be fetched. */
    @WithName("token.max-stale")
    @WithDefault("PT1H")
    Optional<String> maxStale();
}
