package io.connectgateway.packaged;

import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;
import static io.connectgateway.packaged.ClosedNetwork.GIGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.WireMockServer;
import io.connectgateway.Canaries;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Why there is no way to Gigs or Secrets Manager, as the caller and the log of the packaged function are told. */
class ProxyFailuresIT extends InClosedNetwork {

    private static final String REFUSAL = "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n";

    @Test
    void gigsBehindAnAuthorityThatIsNotTrusted() throws Exception {
        network.withSecretsManagerInside().environment.remove(ClosedNetwork.TRUST);

        assertUnreachable("tls, through the proxy");
        assertEquals(0, network.gigs.requestsRead(), "the token was not sent");
        assertEquals(network.connectionsTo(GIGS), network.proxy.connections(), "Secrets Manager needs no proxy");
    }

    @Test
    void aCertificateForAnotherHost() throws Exception {
        network.certificates.put(GIGS, authority.server("evil.example"));

        assertUnreachable("tls, through the proxy");
        assertEquals(0, network.gigs.requestsRead(), "the token was not sent");
    }

    @Test
    void aProxyThatIsNotThere() throws Exception {
        network.withSecretsManagerInside().proxy.refuse();

        assertUnreachable("protocol, through the proxy");
    }

    @Test
    void aProxyThatRefuses() throws Exception {
        network.withSecretsManagerInside().proxy.answer(REFUSAL);

        assertUnreachable("protocol, through the proxy");
        assertTrue(network.proxy.last().startsWith("CONNECT " + GIGS + ":443 "), network.proxy::last);
    }

    @Test
    void aProxyThatNeverAnswers() throws Exception {
        network.withSecretsManagerInside().proxy.serve(RawServer.Connection::hold);

        assertEquals("gigsTimeout", create(Duration.ofSeconds(4)));
        assertEquals(List.of("Gigs could not be reached: timeout, through the proxy"), network.warnings());
    }

    @Test
    void secretsManagerBehindAnAuthorityThatIsNotTrusted() throws Exception {
        network.environment.remove(ClosedNetwork.TRUST);
        assertNoToken("SSLHandshakeException");
    }

    @Test
    void aProxyThatRefusesTheWayToSecretsManager() throws Exception {
        network.proxy.answer(REFUSAL);
        assertNoToken("HttpProxyConnectException");
    }

    @Test
    void aCertificateThatIsNotTrusted() throws Exception {
        var gigs = new WireMockServer(wireMockConfig().dynamicPort().dynamicHttpsPort());
        gigs.start();
        assertUnreachableWithoutAProxy("tls", gigs.baseUrl());
        gigs.stop();
    }

    @Test
    void aHostThatDoesNotExist() throws Exception {
        assertUnreachableWithoutAProxy("dns", "https://gigs.invalid");
    }

    private void assertUnreachableWithoutAProxy(String failure, String gigs) throws Exception {
        network.withSecretsManagerInside().environment.keySet().removeIf(name -> name.startsWith("QUARKUS"));
        network.environment.put("CONNECT_GIGS_URL", gigs);

        assertUnreachable(failure);
    }

    private void assertUnreachable(String failure) throws Exception {
        assertEquals("gigsUnreachable", create(Duration.ofSeconds(15)));
        assertEquals(1, network.requests().size());
        assertEquals(
                failure.replaceFirst(",.*", ""),
                network.requests().get(0).path("upstreamFailure").asText());
        assertEquals(List.of("Gigs could not be reached: " + failure), network.warnings());
        String output = network.output.toString();
        assertFalse(output.matches("(?s).*(localhost|127\\.0\\.0\\.1|gigs\\.invalid|api\\.gigs).*"), output);
    }

    private void assertNoToken(String reason) throws Exception {
        assertEquals("tokenUnavailable", create(Duration.ofSeconds(4)));
        assertEquals(
                "No token from Secrets Manager: no answer, " + reason,
                network.warnings().get(0));
    }

    /** The code that a create is answered with. */
    private String create(Duration limit) throws Exception {
        network.start().function.timeout(limit);
        Event.Answer answer = network.create();
        Canaries.assertNoneIn(answer);
        return answer.json().path("code").asText();
    }
}
