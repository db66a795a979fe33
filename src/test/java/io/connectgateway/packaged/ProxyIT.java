package io.connectgateway.packaged;

import static io.connectgateway.packaged.ClosedNetwork.GIGS;
import static io.connectgateway.packaged.ClosedNetwork.SECRETS;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Calls through a proxy and around it, and what caller and log are told where there is no way. */
class ProxyIT {

    private static final String REFUSAL = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";

    @TempDir
    static Path directory;

    @TempDir
    static Path other;

    private static PrivateAuthority authority;
    private static PrivateAuthority stranger;
    private static SSLContext trusted;
    private static SSLContext strange;

    private final ClosedNetwork network = new ClosedNetwork(authority, trusted);

    @BeforeAll
    static void makeCertificates() throws Exception {
        authority = new PrivateAuthority(directory);
        stranger = new PrivateAuthority(other);
        trusted = authority.server(GIGS, SECRETS);
        strange = stranger.server(GIGS, SECRETS, "localhost");
    }

    @AfterEach
    void printedNoSecretAndNoHost() throws Exception {
        network.close();
        Canaries.assertNoneIn(network.output);
        String output = network.output.toString();
        assertFalse(output.matches("(?s).*(localhost|127\\.0\\.0\\.1|gigs\\.invalid|api\\.gigs).*"), output);
    }

    /** The proxy has a password and speaks TLS 1.2, and the file of trusted authorities has more than one. */
    @Test
    void aCreateOnTheConnectionThatStartUpOpened() throws Exception {
        network.protocols = new String[] {"TLSv1.2"};
        network.environment.put("QUARKUS_PROXY_USERNAME", "gateway");
        network.environment.put("QUARKUS_PROXY_PASSWORD", "canaryProxyPassword");
        String bundle = Files.readString(stranger.pem()) + Files.readString(authority.pem());
        Path pem = Files.writeString(directory.resolve("bundle.pem"), bundle);
        network.environment.put(ClosedNetwork.TRUST, pem.toString());

        network.start();
        assertEquals(1, network.connectionsTo(GIGS), network.output::toString);
        assertEquals(1, network.connectionsTo(SECRETS), network.output::toString);
        assertEquals(0, network.gigs.requestsRead());
        assertEquals(201, network.create().status(), network.output::toString);

        assertEquals(2, network.proxy.requests().size());
        String basic = Base64.getEncoder().encodeToString("gateway:canaryProxyPassword".getBytes(UTF_8));
        network.proxy
                .requests()
                .forEach(head ->
                        assertTrue(head.matches("(?is).*proxy-authorization: basic " + basic + "\r\n.*"), head));
        String request = network.gigs.last();
        assertTrue(request.startsWith("POST /projects/dev/connectSessions "), "no address as to a proxy");
        assertFalse(request.toLowerCase(Locale.ROOT).contains("proxy-"), "Gigs gets nothing that is the proxy's");
        assertEquals(List.of(), network.warnings(""));
    }

    @Test
    void httpsProxyIsNotReadAndTheStartSaysSo() throws Exception {
        String proxy = "http://gateway:canaryProxyPassword@"
                + URI.create(network.proxy.url()).getAuthority();
        withoutProxy(network.gigs.url());
        network.environment.put("HTTPS_PROXY", proxy);
        network.environment.put("NO_PROXY", "localhost");

        assertEquals(201, network.start().create().status(), network.output::toString);

        assertEquals(0, network.proxy.connections());
        assertEquals(1, network.warnings("").size(), network.output::toString);
        assertTrue(network.warnings("").get(0).startsWith("HTTPS_PROXY is set, and neither it nor NO_PROXY is read: "));
    }

    @Test
    void thereIsNoWayToGigsThroughTheProxy() throws Exception {
        network.withSecretsManagerInside().open(strange);
        network.start();
        assertEquals("gigsUnreachable", create());
        assertEquals(network.connectionsTo(GIGS), network.proxy.connections(), "Secrets Manager needs no proxy");

        network.open(authority.server("evil.example"));
        assertEquals("gigsUnreachable", create());

        network.proxy.refuse();
        assertEquals("gigsUnreachable", create());

        network.proxy.answer(REFUSAL);
        assertEquals("gigsUnreachable", create());
        assertTrue(network.proxy.last().startsWith("CONNECT " + GIGS + ":443 "), network.proxy::last);

        network.proxy.serve(RawServer.Connection::hold);
        network.function.timeout(Duration.ofSeconds(4));
        assertEquals("gigsTimeout", create());

        assertEquals(0, network.gigs.requestsRead(), "the token was not sent");
        assertLogged(List.of("tls", "tls", "protocol", "protocol", "timeout"), ", through the proxy");
    }

    /** It waits most of the time, so it runs beside the others. */
    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void thereIsNoWayToSecretsManagerThroughTheProxy() throws Exception {
        network.proxy.answer(REFUSAL);
        network.start().function.timeout(Duration.ofSeconds(4));
        assertEquals("tokenUnavailable", create());

        network.open(strange);
        assertEquals("tokenUnavailable", create());

        network.close();
        assertEquals(0, network.secrets.requestsRead(), "no signature was sent");
        String noAnswer = "No token from Secrets Manager: no answer, ";
        assertEquals(
                List.of(noAnswer + "HttpProxyConnectException", noAnswer + "SSLHandshakeException"),
                network.warnings("No token").stream().skip(1).toList(),
                "after that of the start");
    }

    @Test
    void aCertificateThatIsNotTrusted() throws Exception {
        network.proxy.serve(connection -> connection.relay(strange, network.protocols, network.gigs));
        withoutProxy("https://localhost:" + URI.create(network.proxy.url()).getPort());
        network.start();

        assertEquals("gigsUnreachable", create());

        assertEquals(0, network.gigs.requestsRead(), "the token was not sent");
        assertLogged(List.of("tls"), "");
    }

    @Test
    void aHostThatDoesNotExist() throws Exception {
        withoutProxy("https://gigs.invalid");
        network.start();

        assertEquals("gigsUnreachable", create());

        assertLogged(List.of("dns"), "");
    }

    private void withoutProxy(String gigs) {
        network.withSecretsManagerInside().environment.keySet().removeIf(name -> name.startsWith("QUARKUS"));
        network.environment.put("CONNECT_GIGS_URL", gigs);
    }

    /** The code that a create is answered with. */
    private String create() {
        Event.Answer answer = network.create();
        Canaries.assertNoneIn(answer);
        return answer.json().path("code").asText();
    }

    private void assertLogged(List<String> failures, String way) throws Exception {
        network.close();
        assertEquals(failures, network.failures());
        assertEquals(
                failures.stream()
                        .map(failure -> "Gigs could not be reached: " + failure + way)
                        .toList(),
                network.warnings("Gigs could not"));
    }
}
