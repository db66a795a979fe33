package io.connectgateway.startup;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

class RestClientNamesTest {

    @Test
    void hidesTheSettingsOfRestClientsFromTheListAndFromNothingElse() {
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withInterceptors(new RestClientNames())
                .withDefaultValue("quarkus.rest-client.http2", "false")
                .withDefaultValue("connect.gigs.project", "shop")
                .build();

        List<String> names = StreamSupport.stream(config.getPropertyNames().spliterator(), false)
                .filter(name -> name.startsWith("quarkus.") || name.startsWith("connect."))
                .toList();

        assertEquals(List.of("connect.gigs.project"), names);
        assertEquals("false", config.getValue("quarkus.rest-client.http2", String.class));
    }
}
