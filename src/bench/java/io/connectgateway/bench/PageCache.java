package io.connectgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Linux's cache of what has been read from disk: a new environment at AWS has not read anything yet. */
final class PageCache {
    private static final Path DROP = Path.of("/proc/sys/vm/drop_caches");

    private PageCache() {}

    /** @throws IOException if this system has none that may be dropped */
    static void drop() throws IOException, InterruptedException {
        if (!Files.isWritable(DROP)) {
            throw new IOException(DROP + " cannot be written by this user on this system");
        }
        new ProcessBuilder("sync").start().waitFor();
        Files.writeString(DROP, "3");
    }
}
