package io.connectgateway.packaged;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import io.smallrye.certs.Pkcs12CertificateFiles;
import io.smallrye.certs.ca.CaGenerator;
import java.io.File;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Duration;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/** A company's own certificate authority, which no public list of authorities knows. */
final class PrivateAuthority {

    private static final String PASSWORD = "changeit";

    private final Path directory;
    private final X509Certificate certificate;
    private final PrivateKey key;

    /** A new one, whose files are in the directory. */
    PrivateAuthority(Path directory) throws Exception {
        this.directory = directory;
        File store = directory.resolve("ca.p12").toFile();
        certificate = new CaGenerator(
                        pem().toFile(), directory.resolve("ca.key").toFile(), store, PASSWORD)
                .generate("Example Proxy CA", "Network", "Example", "Berlin", "Berlin", "DE");
        key = (PrivateKey) open(store.toPath()).getKey(CaGenerator.KEYSTORE_KEY_ENTRY, PASSWORD.toCharArray());
    }

    /** The certificate that its clients have to trust. */
    Path pem() {
        return directory.resolve("ca.pem");
    }

    /** A server with a certificate for some hosts, signed by this authority. */
    SSLContext server(String... hosts) throws Exception {
        CertificateRequest request = new CertificateRequest()
                .withName(hosts[0])
                .withFormat(Format.PKCS12)
                .withPassword(PASSWORD)
                .withCN(hosts[0])
                .withDuration(Duration.ofDays(1))
                .signedWith(certificate, key);
        for (String host : hosts) {
            request.withSubjectAlternativeName("DNS:" + host);
        }
        var files = (Pkcs12CertificateFiles)
                new CertificateGenerator(directory, true).generate(request).get(0);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(open(files.keyStoreFile()), PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context;
    }

    private static KeyStore open(Path file) throws Exception {
        return KeyStore.getInstance(file.toFile(), PASSWORD.toCharArray());
    }
}
