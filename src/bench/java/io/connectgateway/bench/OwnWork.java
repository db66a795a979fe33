package io.connectgateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.databind.ObjectReader;
import io.connectgateway.sandbox.InvocationContext;
import io.connectgateway.session.ConnectSessions;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import io.quarkus.arc.Arc;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * What one warm request costs, in the process of the packaged function and without Runtime API or network: {@link CannedUpstream} takes
 * the request that is ready to be sent to Gigs, and answers it.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 4)
@Measurement(iterations = 5)
@Fork(1)
public class OwnWork {

    private static final String REQUEST_ID = "8476a536-e9f4-11e8-9739-2dfe598c3fcd";

    private byte[] event;
    private RequestStreamHandler function;
    private ObjectReader events;
    private ConnectSessions sessions;

    /** Starts the function that is on the class path, as Lambda's Java runtime does. */
    @Setup
    public void start() throws IOException {
        event = Resources.text("event.json").getBytes(UTF_8);
        configure();
        function = new QuarkusStreamHandler();
        events = AmazonLambdaMapperRecorder.objectMapper.readerFor(APIGatewayV2HTTPEvent.class);
        sessions = Arc.container().instance(ConnectSessions.class).get();
        String answer = new String(wholeFunction(), UTF_8);
        String sent = new String(CannedUpstream.lastBody(), UTF_8);
        if (!answer.contains("\"statusCode\":201") || !sent.contains("\"intent\":")) {
            throw new IllegalStateException("The function does not answer as it should: " + answer);
        }
    }

    static void configure() {
        System.setProperty("connect.gigs.project", "bench");
        System.setProperty("connect.gigs.token-secret", "bench");
        System.setProperty("connect.policy.callback-urls", "https://shop.example");
        System.setProperty("connect.gigs.url", "http://localhost:1");
        // The log's lines are made, and go nowhere.
        System.setOut(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8));
    }

    /** A new deadline, which only a whole invocation sets. */
    @Setup(Level.Iteration)
    public void invoke() throws IOException {
        wholeFunction();
    }

    /** The gateway's own: from the event's JSON over body, policy and the body for Gigs to the request that could be sent, and back. */
    @Benchmark
    public Object ownWork() throws IOException {
        APIGatewayV2HTTPEvent read = events.readValue(new ByteArrayInputStream(event));
        return sessions.create(read, read.getBody().getBytes(UTF_8))
                .await()
                .indefinitely()
                .getEntity();
    }

    /** The same with all that Quarkus puts around it: the Lambda handler, its in-memory HTTP server, REST, and their threads. */
    @Benchmark
    public byte[] wholeFunction() throws IOException {
        var answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event), answer, InvocationContext.starting(REQUEST_ID, 15_000));
        return answer.toByteArray();
    }
}
