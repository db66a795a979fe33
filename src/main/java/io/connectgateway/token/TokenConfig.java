package io.connectgateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How long the project's token is kept in memory. The start checks every value before anything else reads it. */
@ConfigMapping(prefix = "connect.token")
public interface TokenConfig {

    /** The age, an ISO 8601 duration, at which the token is fetched anew. */
    @WithDefault("PT5M")
    String ttl();

    /** The age, an ISO 8601 duration, up to which an old token is used while no new one can be fetched. */
    @WithDefault("PT1H")
    String maxStale();
}
