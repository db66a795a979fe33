package io.connectgateway.token;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A name that cannot be resolved for a moment; in a process of its own, as the JDK decides once what it remembers. */
class NameLookUpTest {

    private static final String NAME = "api.gigs.example";

    @Test
    void aFailureIsNotRemembered(@TempDir Path directory) throws Exception {
        Path hosts = Files.writeString(directory.resolve("hosts"), "");
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElseThrow(),
                        "-Djdk.net.hosts.file=" + hosts,
                        "-cp",
                        System.getProperty("java.class.path"),
                        NameLookUpTest.class.getName(),
                        hosts.toString())
                .redirectErrorStream(true)
                .start();
        assertEquals(
                "UnknownHostException, then 192.0.2.1",
                new String(process.getInputStream().readAllBytes()).strip());
        assertEquals(0, process.waitFor());
    }

    /** @param arguments the file in which the name appears after the first look-up */
    public static void main(String[] arguments) throws IOException, ClassNotFoundException {
        Class.forName(UpstreamClients.class.getName());
        try {
            System.out.print(InetAddress.getByName(NAME));
        } catch (UnknownHostException e) {
            System.out.print(e.getClass().getSimpleName());
        }
        Files.writeString(Path.of(arguments[0]), "192.0.2.1 " + NAME);
        System.out.print(", then " + InetAddress.getByName(NAME).getHostAddress());
    }
}
