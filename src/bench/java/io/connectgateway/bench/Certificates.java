package io.connectgateway.bench;

import io.smallrye.certs.CertificateGenerator;
import io.smallrye.certs.CertificateRequest;
import io.smallrye.certs.Format;
import io.smallrye.certs.PemCertificateFiles;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Collections;

/**
 * A certificate for {@code localhost}, new in each run, and what makes a function trust it.
 *
 * @param pem of the authority
 * @param trustStore the JDK's own authorities and this one: a JVM that reads it pays what it pays at AWS
 */
record Certificates(Path pem, Path key, Path trustStore) {
    static Certificates generate(Path directory) throws Exception {
        CertificateRequest request = new CertificateRequest()
                .withName("localhost")
                .withFormat(Format.PEM)
                .withCN("localhost")
                .withSubjectAlternativeName("DNS:localhost")
                .withDuration(Duration.ofDays(1));
        var files = (PemCertificateFiles)
                new CertificateGenerator(directory, true).generate(request).get(0);
        return new Certificates(
                files.certFile().toAbsolutePath(),
                files.keyFile().toAbsolutePath(),
                withTheJdks(files.certFile(), directory.resolve("cacerts")));
    }

    HttpServerOptions server() {
        return new HttpServerOptions()
                .setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().addCertPath(pem.toString()).addKeyPath(key.toString()));
    }

    /** In the format of JDK 17's own, which is read without a password. */
    private static Path withTheJdks(Path pem, Path trustStore) throws GeneralSecurityException, IOException {
        File cacerts = Path.of(System.getProperty("java.home"), "lib", "security", "cacerts")
                .toFile();
        KeyStore jdks = KeyStore.getInstance(cacerts, "changeit".toCharArray());
        KeyStore all = KeyStore.getInstance("JKS");
        all.load(null, null);
        for (String alias : Collections.list(jdks.aliases())) {
            all.setCertificateEntry(alias, jdks.getCertificate(alias));
        }
        try (InputStream in = Files.newInputStream(pem);
                OutputStream out = Files.newOutputStream(trustStore)) {
            Certificate authority = CertificateFactory.getInstance("X.509").generateCertificate(in);
            all.setCertificateEntry("bench", authority);
            all.store(out, "changeit".toCharArray());
        }
        return trustStore.toAbsolutePath();
    }
}
