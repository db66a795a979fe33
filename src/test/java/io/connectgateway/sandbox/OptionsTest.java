package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OptionsTest {
    @AfterEach
    void reset() {
        System.clearProperty("sandbox.webhook");
    }

    @Test
    void sendsWebhooksOnlyWhereAnAddressIsNamed() {
        assertNull(Options.of(Map.of(), line -> {}).webhook());

        System.setProperty("sandbox.webhook", "http://localhost:3000/gigs-webhooks");
        assertEquals(
                URI.create("http://localhost:3000/gigs-webhooks"),
                Options.of(Map.of(), line -> {}).webhook());
    }

    @Test
    void leavesTheWebhooksOfARealProjectToGigs() {
        System.setProperty("sandbox.webhook", "http://localhost:3000/gigs-webhooks");
        var env = Map.of("GIGS_TOKEN", "test_1", "GIGS_PROJECT", "shop");

        var refused = assertThrows(IllegalArgumentException.class, () -> Options.of(env, line -> {}));

        assertTrue(refused.getMessage().startsWith("sandbox.webhook is set with GIGS_TOKEN"), refused.getMessage());
    }
}
