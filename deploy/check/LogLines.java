import io.connectgateway.sandbox.InvocationContext;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls the function in function.zip with each event file, as Lambda's Java runtime would. What it logs goes to standard output. */
class LogLines {
    public static void main(String[] events) throws Exception {
        var handler = new QuarkusStreamHandler();
        for (String event : events) {
            String requestId = Path.of(event).getFileName().toString();
            try (var input = Files.newInputStream(Path.of(event));
                    OutputStream answer = Files.newOutputStream(Path.of(event + ".answer"))) {
                handler.handleRequest(input, answer, InvocationContext.starting(requestId, 15_000));
            }
        }
        System.exit(0);
    }
}
