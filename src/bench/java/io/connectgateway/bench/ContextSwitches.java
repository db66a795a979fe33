package io.connectgateway.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How often the threads of a process have been switched to; each hand-over from one thread to another costs one at least. */
final class ContextSwitches {
    private ContextSwitches() {}

    /** Of all threads that live, by Linux's {@code /proc/PID/task}; null where the operating system does not tell. */
    static Long of(long pid) throws IOException {
        Path threads = Path.of("/proc/" + pid + "/task");
        if (!Files.isDirectory(threads)) {
            return null;
        }
        long sum = 0;
        try (Stream<Path> all = Files.list(threads)) {
            for (Path thread : all.toList()) {
                sum += ofThread(thread);
            }
        }
        return sum;
    }

    private static long ofThread(Path thread) throws IOException {
        try {
            List<String> status = Files.readAllLines(thread.resolve("status"));
            return status.stream()
                    .filter(line -> line.contains("ctxt_switches:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .sum();
        } catch (NoSuchFileException e) {
            return 0; // it has ended meanwhile
        }
    }
}
