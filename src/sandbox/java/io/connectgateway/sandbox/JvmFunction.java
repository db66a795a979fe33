package io.connectgateway.sandbox;

import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import com.amazonaws.services.lambda.runtime.LambdaRuntime;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;

/**
 * Lambda's Java runtime in small: polls the Runtime API and enters the function through its stream handler, as
 * {@code Handler: io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest} does. It runs in a process of
 * its own, with the function's class path and nothing of the sandbox but this class.
 */
final class JvmFunction {
    private static final URI RUNTIME =
            URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/");
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private JvmFunction() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            poll(new QuarkusStreamHandler());
        } catch (IOException e) {
            System.exit(0); // the Runtime API is gone: the environment has ended
        }
    }

    private static void poll(RequestStreamHandler handler) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<InputStream> event = HTTP.send(
                    HttpRequest.newBuilder(RUNTIME.resolve("invocation/next")).build(), BodyHandlers.ofInputStream());
            var invocation = Invocation.of(event);
            var answer = new ByteArrayOutputStream();
            try (InputStream body = event.body()) {
                handler.handleRequest(body, answer, invocation);
            } catch (Exception | LinkageError e) {
                e.printStackTrace();
                send(invocation, "error", "{\"errorType\":\"" + e.getClass().getName() + "\"}");
                continue;
            }
            post(invocation, "response", BodyPublishers.ofByteArray(answer.toByteArray()));
        }
    }

    private static void send(Invocation invocation, String what, String json) throws IOException, InterruptedException {
        post(invocation, what, BodyPublishers.ofString(json));
    }

    private static void post(Invocation invocation, String what, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(RUNTIME.resolve("invocation/" + invocation.requestId + "/" + what))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        HTTP.send(request, BodyHandlers.discarding());
    }

    /** What Lambda tells a function about one invocation. */
    private record Invocation(String requestId, long deadline, String arn) implements Context {
        static Invocation of(HttpResponse<?> next) {
            var headers = next.headers();
            return new Invocation(
                    headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow(),
                    headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow(),
                    headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(null));
        }

        @Override
        public String getAwsRequestId() {
            return requestId;
        }

        @Override
        public String getLogGroupName() {
            return System.getenv("AWS_LAMBDA_LOG_GROUP_NAME");
        }

        @Override
        public String getLogStreamName() {
            return System.getenv("AWS_LAMBDA_LOG_STREAM_NAME");
        }

        @Override
        public String getFunctionName() {
            return System.getenv("AWS_LAMBDA_FUNCTION_NAME");
        }

        @Override
        public String getFunctionVersion() {
            return System.getenv("AWS_LAMBDA_FUNCTION_VERSION");
        }

        @Override
        public String getInvokedFunctionArn() {
            return arn;
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
            return (int) (deadline - System.currentTimeMillis());
        }

        @Override
        public int getMemoryLimitInMB() {
            return Integer.parseInt(System.getenv("AWS_LAMBDA_FUNCTION_MEMORY_SIZE"));
        }

        @Override
        public LambdaLogger getLogger() {
            return LambdaRuntime.getLogger();
        }
    }
}
