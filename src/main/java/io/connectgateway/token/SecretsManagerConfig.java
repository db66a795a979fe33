package io.connectgateway.token;

import io.smallrye.config.ConfigMapping;

/** Where AWS Secrets Manager is. */
@ConfigMapping(prefix = "connect.secrets-manager")
interface SecretsManagerConfig {

    /** The service's URL: AWS's own variable for it, or the endpoint of the region, unless it is set here. */
    String url();
}
