package io.connectgateway.packaged;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Event;
import io.connectgateway.RawServer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Why there is no way through a proxy, as the caller and the log are told. */
class ProxyFailuresIT extends ClosedNetwork {

    @Test
    void gigsBehindAnAuthorityThatIsNotTrusted() throws Exception {
        Map<String, String> environment = untrusting();
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.put("QUARKUS_PROXY_NON_PROXY_HOSTS", "127.0.0.1");

        assertUnreachable("tls", create(environment));
        assertEquals(0, gigs.requestsRead(), "the token was not sent");
    }

    @Test
    void secretsManagerBehindAnAuthorityThatIsNotTrusted() throws Exception {
        Event.Answer answer = create(untrusting());

        assertEquals(503, answer.status(), answer::text);
        assertEquals("tokenUnavailable", answer.json().path("code").asText());
        assertEquals(
                "No token from Secrets Manager: no answer, SSLHandshakeException",
                warnings().get(0));
    }

    @Test
    void aCertificateForAnotherHost() throws Exception {
        proxy.intercept(GIGS, authority, "evil.example", gigs);

        assertUnreachable("tls", create(environment()));
        assertEquals(0, gigs.requestsRead(), "the token was not sent");
    }

    @ParameterizedTest
    @ValueSource(strings = {"403 Forbidden", "407 Proxy Authentication Required", "502 Bad Gateway"})
    void aProxyThatRefuses(String status) throws Exception {
        RawServer refusing = new RawServer();
        refusing.answer("HTTP/1.1 " + status + "\r\nContent-Length: 0\r\n\r\n");
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_PROXY_PORT", port(refusing.url()));
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.put("QUARKUS_PROXY_NON_PROXY_HOSTS", "127.0.0.1");

        assertUnreachable("protocol", create(environment));
        assertTrue(refusing.last().startsWith("CONNECT " + GIGS + ":443 "), refusing::last);
        refusing.close();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1, AnnotatedConnectException", "proxy.invalid, UnknownHostException"})
    void aProxyThatIsNotThere(String host, String reason) throws Exception {
        RawServer closed = new RawServer();
        closed.refuse();
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_PROXY_HOST", host);
        environment.put("QUARKUS_PROXY_PORT", port(closed.url()));

        Event.Answer answer = create(environment);

        assertEquals("tokenUnavailable", answer.json().path("code").asText(), answer::text);
        assertEquals(
                "No token from Secrets Manager: no answer, " + reason,
                warnings().get(0));
    }

    @Test
    void aProxyThatTakesNoConnection() throws Exception {
        RawServer full = new RawServer();
        full.stopAccepting();

        Event.Answer answer = create(with("QUARKUS_PROXY_PORT", port(full.url())));

        assertEquals("tokenUnavailable", answer.json().path("code").asText(), answer::text);
        assertEquals(
                "No token from Secrets Manager: no answer, ConnectTimeoutException",
                warnings().get(0));
        full.close();
    }

    @Test
    void aProxyThatSpeaksTls12WhereOnly13IsTaken() throws Exception {
        proxy.protocols("TLSv1.2");

        Event.Answer answer = create(with("QUARKUS_TLS_UPSTREAM_PROTOCOLS", "TLSv1.3"));

        assertEquals("tokenUnavailable", answer.json().path("code").asText(), answer::text);
        assertEquals(
                "No token from Secrets Manager: no answer, SSLHandshakeException",
                warnings().get(0));
    }

    @Test
    void aProxyThatNeverAnswers() throws Exception {
        RawServer silent = new RawServer();
        Map<String, String> environment = new HashMap<>(environment());
        environment.put("QUARKUS_PROXY_PORT", port(silent.url()));
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.put("QUARKUS_PROXY_NON_PROXY_HOSTS", "127.0.0.1");

        Event.Answer answer = create(environment);

        assertEquals("gigsTimeout", answer.json().path("code").asText(), answer::text);
        assertEquals(List.of("Gigs could not be reached: timeout, through the proxy"), warnings());
        silent.close();
    }

    @Test
    void aProxyThatRefusesTheWayToSecretsManager() throws Exception {
        RawServer refusing = new RawServer();
        refusing.answer("HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");

        Event.Answer answer = create(with("QUARKUS_PROXY_PORT", port(refusing.url())));

        assertEquals("tokenUnavailable", answer.json().path("code").asText());
        assertEquals(
                "No token from Secrets Manager: no answer, HttpProxyConnectException",
                warnings().get(0));
        refusing.close();
    }

    private void assertUnreachable(String failure, Event.Answer answer) {
        assertEquals(502, answer.status(), answer::text);
        assertEquals("gigsUnreachable", answer.json().path("code").asText());
        List<JsonNode> requests =
                lines().stream().filter(line -> line.has("millis")).toList();
        assertEquals(1, requests.size());
        assertEquals(failure, requests.get(0).path("upstreamFailure").asText());
        assertEquals(List.of("Gigs could not be reached: " + failure + ", through the proxy"), warnings());
    }
}
