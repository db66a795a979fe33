package io.connectgateway.packaged;

import io.connectgateway.sandbox.ExecutionEnvironment;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The memory of a process, in KiB.
 *
 * @param heap in use after a full collection; 0 for a native executable, which does not tell
 */
record Memory(long resident, long heap) {

    private static final Pattern USED = Pattern.compile("generation .*used (\\d+)K");

    static Memory of(long pid) throws IOException, InterruptedException {
        jcmd(pid, "GC.run");
        long heap = 0;
        for (Matcher used = USED.matcher(jcmd(pid, "GC.heap_info")); used.find(); ) {
            heap += Long.parseLong(used.group(1));
        }
        return new Memory(ExecutionEnvironment.memory(pid, "VmRSS") / 1024, heap);
    }

    boolean hasGrownSince(Memory before) {
        return heap > before.heap * 1.05 + 1024 || resident > before.resident * 1.10 + 16 * 1024;
    }

    private static String jcmd(long pid, String command) throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                .redirectErrorStream(true)
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        return process.waitFor() == 0 ? output : "";
    }

    @Override
    public String toString() {
        return "%.1f MiB resident, %.1f MiB heap".formatted(resident / 1024.0, heap / 1024.0);
    }
}
