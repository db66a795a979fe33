package io.connectgateway.packaged;

import io.connectgateway.RawServer;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;
import javax.net.ssl.SSLContext;

/** Where the only way out is a proxy that intercepts TLS. */
final class ClosedNetwork extends Deployment {

    static final String GIGS = "api.gigs.example";
    static final String SECRETS = "secretsmanager.eu-central-1.aws.example";
    static final String TRUST = "QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS";

    final RawServer proxy = new RawServer();
    final Map<String, SSLContext> certificates = new HashMap<>();
    String[] protocols = {"TLSv1.3", "TLSv1.2"};

    /**
     * @param authority which the function trusts
     * @param certificate of both servers
     */
    ClosedNetwork(PrivateAuthority authority, SSLContext certificate) {
        open(certificate);
        environment.putAll(Map.of(
                "CONNECT_GIGS_URL",
                "https://" + GIGS,
                "AWS_ENDPOINT_URL_SECRETS_MANAGER",
                "https://" + SECRETS,
                "QUARKUS_PROXY_HOST",
                "127.0.0.1",
                "QUARKUS_PROXY_PORT",
                Integer.toString(URI.create(proxy.url()).getPort()),
                "QUARKUS_TLS_UPSTREAM_PROTOCOLS",
                "TLSv1.3,TLSv1.2",
                TRUST,
                authority.pem().toString()));
    }

    /** The proxy lets all through, and both servers have this certificate from now on. */
    void open(SSLContext certificate) {
        certificates.put(GIGS, certificate);
        certificates.put(SECRETS, certificate);
        proxy.serve(this::intercept);
    }

    /** Secrets Manager has an address that needs no proxy. */
    ClosedNetwork withSecretsManagerInside() {
        environment.put("AWS_ENDPOINT_URL_SECRETS_MANAGER", secrets.url());
        environment.put("QUARKUS_PROXY_NON_PROXY_HOSTS", "*.internal.example|127.0.0.1");
        return this;
    }

    long connectionsTo(String host) {
        return proxy.requests().stream()
                .filter(head -> head.startsWith("CONNECT " + host + ":443 "))
                .count();
    }

    private void intercept(RawServer.Connection client) throws IOException {
        client.read();
        String host = client.last().split("[ :]")[1];
        RawServer server = Map.of(GIGS, gigs, SECRETS, secrets).get(host);
        if (server != null) {
            client.write("HTTP/1.1 200 Connection established\r\n\r\n");
            client.relay(certificates.get(host), protocols, server);
        }
    }

    @Override
    public void close() throws IOException {
        super.close();
        proxy.close();
    }
}
