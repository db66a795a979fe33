package io.connectgateway.packaged;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Event;
import io.connectgateway.PrivateAuthority;
import io.connectgateway.sandbox.PackagedFunction;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Calls through a proxy, and around it. */
class ProxyIT extends ClosedNetwork {

    @Test
    void aCreateOnTheConnectionThatStartUpOpened() throws Exception {
        try (PackagedFunction function = start(environment())) {
            assertEquals(1, proxy.connectionsTo(GIGS), output::toString);
            assertEquals(1, proxy.connectionsTo(SECRETS), output::toString);
            assertEquals(0, gigs.requestsRead());

            assertEquals(201, function.invoke(CREATE).status(), output::toString);
        }
        assertEquals(1, proxy.connectionsTo(GIGS), output::toString);
        assertTrue(gigs.last().startsWith("POST /projects/dev/connectSessions "), "no absolute address as to a proxy");
        assertEquals(List.of(), warnings());
    }

    @Test
    void aCreateThroughAProxyThatSpeaksTls12AndABundleOfAuthorities(@TempDir Path other) throws Exception {
        proxy.protocols("TLSv1.2");
        Path bundle = other.resolve("bundle.pem");
        String stranger = Files.readString(new PrivateAuthority(other).pem());
        Files.writeString(bundle, stranger + Files.readString(authority.pem()));

        assertEquals(201, create(with(TRUST, bundle.toString())).status(), output::toString);
    }

    @Test
    void hostsThatNeedNoProxyAreCalledDirectly() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.put("QUARKUS_PROXY_NON_PROXY_HOSTS", "*.internal.example|127.0.0.1");

        assertEquals(201, create(environment).status(), output::toString);

        assertEquals(1, proxy.connects().size(), proxy.connects()::toString);
        assertEquals(1, proxy.connectionsTo(GIGS));
    }

    @Test
    void theProxysNameAndPassword() throws Exception {
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_PROXY_USERNAME", "gateway");
        environment.put("QUARKUS_PROXY_PASSWORD", "canaryProxyPassword");

        assertEquals(201, create(environment).status(), output::toString);

        String basic = Base64.getEncoder().encodeToString("gateway:canaryProxyPassword".getBytes(UTF_8));
        proxy.connects()
                .forEach(head ->
                        assertTrue(head.toLowerCase(Locale.ROOT).contains("proxy-authorization: basic "), head));
        proxy.connects().forEach(head -> assertTrue(head.contains(basic), head));
        assertFalse(gigs.last().toLowerCase(Locale.ROOT).contains("proxy-"), "Gigs gets nothing that is the proxy's");
    }

    @Test
    void httpsProxyIsNotReadAndTheStartSaysSo() throws Exception {
        Map<String, String> environment =
                Map.of("HTTPS_PROXY", "http://gateway:canaryProxyPassword@" + proxy.address(), "NO_PROXY", "localhost");

        assertEquals(201, create(environment).status(), output::toString);

        assertEquals(List.of(), proxy.connects());
        assertEquals(1, warnings().size(), output::toString);
        assertTrue(warnings().get(0).startsWith("HTTPS_PROXY is set, and neither it nor NO_PROXY is read: "));
    }

    @Test
    @EnabledOnOs(OS.LINUX)
    void anIdleConnectionIsUsedAgainUnlessTheProxyHasClosedItOr55SecondsAreOver() throws Exception {
        try (PackagedFunction function = start(environment())) {
            assertEquals(201, function.invoke(CREATE).status());

            assertEquals(
                    201, createAfter(Duration.ofSeconds(1), function, () -> {}).status());
            assertEquals(1, proxy.connectionsTo(GIGS));
            assertEquals(
                    201,
                    createAfter(Duration.ofSeconds(1), function, proxy::closeConnections)
                            .status());
            assertEquals(2, proxy.connectionsTo(GIGS));
            assertEquals(
                    201, createAfter(Duration.ofSeconds(56), function, () -> {}).status());
            assertEquals(3, proxy.connectionsTo(GIGS));
        }
        assertEquals(4, gigs.requestsRead(), "each create once");
    }

    private static Event.Answer createAfter(Duration pause, PackagedFunction function, Runnable meanwhile)
            throws Exception {
        function.freeze();
        meanwhile.run();
        Thread.sleep(pause.toMillis());
        CompletableFuture<Event.Answer> answer = function.invokeLater(CREATE);
        function.thaw();
        return answer.join();
    }
}
