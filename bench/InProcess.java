import com.sun.management.ThreadMXBean;
import io.connectgateway.sandbox.InvocationContext;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Properties;

/**
 * Starts the function on the class path, and counts look-ups of configuration and allocated bytes. These are the same
 * on a busy machine. The arguments are the file with the event and the number of warm requests.
 */
class InProcess {
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    /** Counts the look-ups, because SmallRye Config asks the system properties first for almost every name. */
    private static class CountingProperties extends Properties {
        private static final StackWalker STACK = StackWalker.getInstance();
        private static final String SOURCE = "io.smallrye.config.SysPropConfigSource";

        private int lookUps;

        @Override
        public synchronized String getProperty(String name) {
            if (STACK.walk(frames ->
                    frames.limit(4).anyMatch(frame -> frame.getClassName().equals(SOURCE)))) {
                lookUps++;
            }
            return super.getProperty(name);
        }
    }

    public static void main(String[] arguments) throws Exception {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // the function's threads do not end by themselves
        });
        byte[] event = Files.readAllBytes(Path.of(arguments[0]));
        int requests = Integer.parseInt(arguments[1]);
        var properties = new CountingProperties();
        properties.putAll(System.getProperties());
        System.setProperties(properties);

        Class.forName("io.quarkus.runner.ApplicationImpl"); // which a native build does at build time
        int lookUps = properties.lookUps;
        long start = allocated();
        var function = new QuarkusStreamHandler();
        start = allocated() - start;
        lookUps = properties.lookUps - lookUps;

        run(function, event, requests); // not counted, because the first requests load classes
        long warm = allocated();
        run(function, event, requests);
        warm = (allocated() - warm) / requests;
        System.out.printf(
                "%nin process: {\"lookUps\": %d, \"untilFirstPoll\": %d, \"warmRequest\": %d}%n", lookUps, start, warm);
        Runtime.getRuntime().halt(0);
    }

    private static void run(QuarkusStreamHandler function, byte[] event, int requests) throws IOException {
        for (int i = 0; i < requests; i++) {
            var answer = new ByteArrayOutputStream();
            function.handleRequest(
                    new ByteArrayInputStream(event), answer, InvocationContext.starting("bench", 15_000));
            String text = answer.toString(StandardCharsets.UTF_8);
            if (!text.contains("\"statusCode\":201")) {
                throw new IllegalStateException("It answered " + text);
            }
        }
    }

    /** The bytes that all live threads have allocated. The function keeps all of its threads. */
    private static long allocated() {
        long[] bytes = THREADS.getThreadAllocatedBytes(THREADS.getAllThreadIds());
        return Arrays.stream(bytes).filter(each -> each > 0).sum();
    }
}
