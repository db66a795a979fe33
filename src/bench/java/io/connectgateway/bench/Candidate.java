package io.connectgateway.bench;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * One thing to measure.
 *
 * @param command that starts it
 * @param directory to start it in
 * @param executableBytes size of its executable; null: it has none
 * @param zipBytes size of what is uploaded; null: there is no such thing
 */
record Candidate(String name, Kind kind, List<String> command, Path directory, Long executableBytes, Long zipBytes) {
    enum Kind {
        JVM,
        NATIVE,
        PEER
    }

    /** What makes it trust the upstreams' certificate. */
    Map<String, String> trust(Certificates certificates) {
        String pem = certificates.pem().toString();
        String java = "-Djavax.net.ssl.trustStore=" + certificates.trustStore();
        return switch (kind) {
            case JVM -> Map.of("JAVA_TOOL_OPTIONS", java);
            case NATIVE -> Map.of("QUARKUS_TLS_UPSTREAM_TRUST_STORE_PEM_CERTS", pem);
            case PEER ->
                Map.of(
                        "JAVA_TOOL_OPTIONS",
                        java,
                        "NODE_EXTRA_CA_CERTS",
                        pem,
                        "SSL_CERT_FILE",
                        pem,
                        "AWS_CA_BUNDLE",
                        pem);
        };
    }
}
