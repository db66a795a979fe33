package io.connectgateway.bench;

import io.quarkus.amazon.lambda.runtime.QuarkusStreamHandler;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * All that the function does before it polls for the first time. What counts is what it allocates, which does not depend on how busy the
 * machine is; the time is another one than a cold start's, since the JVM runs already.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@Warmup(iterations = 0)
@Measurement(iterations = 1)
@Fork(3)
public class StartUp {

    @Setup
    public void configure() {
        OwnWork.configure();
    }

    @Benchmark
    public Object untilFirstPoll() {
        return new QuarkusStreamHandler();
    }
}
