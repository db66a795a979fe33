package io.connectgateway.sandbox;

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
 * A stand-in for Lambda's Java runtime: polls the Runtime API and calls the function's stream handler, {@code
 * io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler::handleRequest}. Its class path has the function, this class
 * and {@link InvocationContext}.
 */
final class JvmFunction {
    private static final URI RUNTIME =
            URI.create("http://" + System.getenv("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/");
    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private JvmFunction() {}

    public static void main(String[] args) throws InterruptedException {
        try {
            poll(new QuarkusStreamHandler());
        } catch (IOException e) {
            System.exit(0); // the Runtime API has ended
        }
    }

    private static void poll(RequestStreamHandler handler) throws IOException, InterruptedException {
        while (true) {
            HttpResponse<InputStream> event = HTTP.send(
                    HttpRequest.newBuilder(RUNTIME.resolve("invocation/next")).build(), BodyHandlers.ofInputStream());
            var invocation = context(event);
            var answer = new ByteArrayOutputStream();
            try (InputStream body = event.body()) {
                handler.handleRequest(body, answer, invocation);
            } catch (Exception | LinkageError e) {
                e.printStackTrace();
                String error = "{\"errorType\":\"" + e.getClass().getName() + "\"}";
                post(invocation, "error", BodyPublishers.ofString(error));
                continue;
            }
            post(invocation, "response", BodyPublishers.ofByteArray(answer.toByteArray()));
        }
    }

    private static void post(InvocationContext invocation, String what, HttpRequest.BodyPublisher body)
            throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(RUNTIME.resolve("invocation/" + invocation.requestId() + "/" + what))
                .header("Content-Type", "application/json")
                .POST(body)
                .build();
        HTTP.send(request, BodyHandlers.discarding());
    }

    private static InvocationContext context(HttpResponse<?> next) {
        var headers = next.headers();
        return new InvocationContext(
                headers.firstValue("Lambda-Runtime-Aws-Request-Id").orElseThrow(),
                headers.firstValueAsLong("Lambda-Runtime-Deadline-Ms").orElseThrow(),
                headers.firstValue("Lambda-Runtime-Invoked-Function-Arn").orElse(null));
    }
}
