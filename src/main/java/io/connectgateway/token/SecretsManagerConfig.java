package io.connectgateway.token;

import io.smallrye.config.ConfigMapping;
import java.util.Optional;

/** Where AWS Secrets Manager is. */
@ConfigMapping(prefix = "connect.secrets-manager")
interface SecretsManagerConfig {

    /** The service's URL. If unset: AWS's own variable for it, or the endpoint of the region. */
    Optional<String> url();
}
