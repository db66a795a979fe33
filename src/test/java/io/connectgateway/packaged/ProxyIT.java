package io.connectgateway.packaged;

import static io.connectgateway.packaged.ClosedNetwork.GIGS;
import static io.connectgateway.packaged.ClosedNetwork.SECRETS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Calls through a proxy, and around it. */
class ProxyIT extends InClosedNetwork {

    /** The proxy speaks TLS 1.2, and the file of trusted authorities has more than one. */
    @Test
    void aCreateOnTheConnectionThatStartUpOpened(@TempDir Path other) throws Exception {
        network.protocols = new String[] {"TLSv1.2"};
        String stranger = Files.readString(new PrivateAuthority(other).pem());
        Path bundle = Files.writeString(other.resolve("bundle.pem"), stranger + Files.readString(authority.pem()));
        network.environment.put(ClosedNetwork.TRUST, bundle.toString());

        network.start();
        assertEquals(1, network.connectionsTo(GIGS), network.output::toString);
        assertEquals(1, network.connectionsTo(SECRETS), network.output::toString);
        assertEquals(0, network.gigs.requestsRead());
        assertEquals(201, network.create().status(), network.output::toString);

        assertEquals(1, network.connectionsTo(GIGS), network.output::toString);
        assertTrue(network.gigs.last().startsWith("POST /projects/dev/connectSessions "), "no address as to a proxy");
        assertEquals(List.of(), network.warnings());
    }

    @Test
    void theProxysNameAndPassword() throws Exception {
        network.environment.put("QUARKUS_PROXY_USERNAME", "gateway");
        network.environment.put("QUARKUS_PROXY_PASSWORD", "canaryProxyPassword");

        assertEquals(201, network.start().create().status(), network.output::toString);

        String basic = Base64.getEncoder().encodeToString("gateway:canaryProxyPassword".getBytes(UTF_8));
        assertEquals(2, network.proxy.requests().size());
        network.proxy
                .requests()
                .forEach(head ->
                        assertTrue(head.matches("(?is).*proxy-authorization: basic " + basic + "\r\n.*"), head));
        String request = network.gigs.last().toLowerCase(Locale.ROOT);
        assertFalse(request.contains("proxy-"), "Gigs gets nothing that is the proxy's");
    }

    @Test
    void httpsProxyIsNotReadAndTheStartSaysSo() throws Exception {
        String proxy = "http://gateway:canaryProxyPassword@"
                + URI.create(network.proxy.url()).getAuthority();
        network.environment.keySet().removeIf(name -> name.startsWith("QUARKUS_PROXY"));
        network.environment.put("CONNECT_GIGS_URL", network.gigs.url());
        network.environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", network.secrets.url());
        network.environment.put("HTTPS_PROXY", proxy);
        network.environment.put("NO_PROXY", "localhost");

        assertEquals(201, network.start().create().status(), network.output::toString);

        assertEquals(0, network.proxy.connections());
        assertEquals(1, network.warnings().size(), network.output::toString);
        assertTrue(network.warnings().get(0).startsWith("HTTPS_PROXY is set, and neither it nor NO_PROXY is read: "));
    }
}
