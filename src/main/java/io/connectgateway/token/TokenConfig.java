package io.connectgateway.token;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithConverter;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.config.spi.Converter;

/** How long the project's token is kept in memory. */
@ConfigMapping(prefix = "connect.token")
public interface TokenConfig {

    /** The age, an ISO 8601 duration, at which the token is fetched anew. */
    @WithDefault("PT5M")
    @WithConverter(IsoDuration.class)
    Duration ttl();

    /** The age, an ISO 8601 duration, up to which an old token goes on being used while it cannot be fetched anew. */
    @WithDefault("PT1H")
    @WithConverter(IsoDuration.class)
    Duration maxStale();

    /** Reads anything else as zero: the check of the configuration refuses that, and lists it with all other bad values. */
    class IsoDuration implements Converter<Duration> {

        private static final long serialVersionUID = 1L;

        @Override
        public Duration convert(String text) {
            try {
                return Duration.parse(text);
            } catch (DateTimeParseException e) {
                return Duration.ZERO;
            }
        }
    }
}
