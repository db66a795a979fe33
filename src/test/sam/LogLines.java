import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Calls the function in function.zip with each event file, as Lambda's Java runtime would. What it logs goes to standard output. */
class LogLines {
    public static void main(String[] events) throws Exception {
        var handler = new QuarkusStreamHandler();
        for (String event : events) {
            try (var input = Files.newInputStream(Path.of(event));
                    OutputStream answer = Files.newOutputStream(Path.of(event + ".answer"))) {
                handler.handleRequest(input, answer, new Invocation(Path.of(event).getFileName().toString()));
            }
        }
        System.exit(0);
    }

    record Invocation(String getAwsRequestId) implements Context {
        @Override
        public String getLogGroupName() {
            return "log-group";
        }

        @Override
        public String getLogStreamName() {
            return "log-stream";
        }

        @Override
        public String getFunctionName() {
            return "gateway";
        }

        @Override
        public String getFunctionVersion() {
            return "1";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "arn:aws:lambda:eu-central-1:111122223333:function:gateway:live";
        }

        @Override
        public CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return null;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 15_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public LambdaLogger getLogger() {
            return null;
        }
    }
}
