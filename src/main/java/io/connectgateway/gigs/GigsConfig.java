package io.connectgateway.gigs;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.List;
import java.util.Optional;

/** The Gigs project that this deployment sells for. */
@ConfigMapping(prefix = "connect.gigs")
public interface GigsConfig {

    /** Where the API of Gigs is. */
    @WithDefault("https://api.gigs.com")
    Optional<String> url();

    /** The project in the upstream path, as in {@code /projects/{project}/connectSessions}. Required. */
    Optional<String> project();

    /** The name or the ARN of the secret in AWS Secrets Manager that holds the project's token. Required. */
    Optional<String> tokenSecret();

    /**
     * {@code true} forwards {@code Idempotency-Key}. Gigs has the feature in private beta, and refuses the header in a
     * project that does not have it.
     */
    @WithDefault("false")
    Optional<Boolean> idempotencyKeys();

    /** The origins that a session {@code url} may have; an answer with any other is not passed on. */
    @WithDefault("https://connect.gigs.com")
    Optional<List<String>> sessionOrigins();
}
