package io.connectgateway.packaged;

import io.connectgateway.Canaries;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A network of its own for each test. The function prints no secret in it. */
abstract class InClosedNetwork {

    @TempDir
    Path directory;

    PrivateAuthority authority;
    ClosedNetwork network;

    @BeforeEach
    void start() throws Exception {
        authority = new PrivateAuthority(directory);
        network = new ClosedNetwork(authority);
    }

    @AfterEach
    void stop() throws Exception {
        network.close();
        Canaries.assertNoneIn(network.output);
    }
}
