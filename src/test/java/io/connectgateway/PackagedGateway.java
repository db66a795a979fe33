package io.connectgateway;

import io.connectgateway.sandbox.PackagedFunction;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** The packaged function that the tests of a class send their events to, and all that it has printed. */
public final class PackagedGateway implements AutoCloseable {

    private static final Duration LOGGED_WITHIN = Duration.ofSeconds(5);

    private static volatile PackagedGateway current;

    private final List<String> output = new CopyOnWriteArrayList<>();
    private final PackagedFunction function;

    private PackagedGateway(Map<String, String> configuration) {
        try {
            function = PackagedFunction.start(configuration, output::add);
        } catch (Exception e) {
            throw new IllegalStateException("The packaged function does not start: " + e.getMessage() + output, e);
        }
    }

    /** Empty where the function under test runs in the process of the tests. */
    public static Optional<PackagedGateway> current() {
        return Optional.ofNullable(current);
    }

    /** Its answer to an event; the log has its line by then. */
    Event.Answer answer(String event, Duration timeout) {
        function.timeout(timeout);
        int before = output.size();
        Event.Answer answer = function.invoke(event);
        awaitLine(before, "\"requestId\":\"" + answer.headers().get("X-Request-Id") + "\"");
        return answer;
    }

    /** Each line that it has printed since its start. */
    List<String> output() {
        return output;
    }

    /** Stops it as Lambda does between two requests. */
    void freeze() throws Exception {
        function.freeze();
    }

    /** Lets it go on. */
    void thaw() throws Exception {
        function.thaw();
    }

    private void awaitLine(int before, String requestId) {
        long end = System.nanoTime() + LOGGED_WITHIN.toNanos();
        while (output.stream()
                .skip(before)
                .noneMatch(line -> line.contains(requestId) && line.contains("\"millis\""))) {
            Assertions.assertTrue(System.nanoTime() < end, () -> "no line of " + requestId + " in " + output);
            LockSupport.parkNanos(1_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        function.close();
    }

    /** One process a configuration, for all classes of this JVM that want the same. */
    static final class Extension implements BeforeAllCallback, AfterAllCallback {

        @Override
        public void beforeAll(ExtensionContext test) throws Exception {
            Class<?> type = test.getRequiredTestClass();
            var store = test.getStore(
                    ExtensionContext.StoreScope.LAUNCHER_SESSION, ExtensionContext.Namespace.create(Extension.class));
            Map<String, String> configuration = new HashMap<>(store.computeIfAbsent(
                            type.getAnnotation(PackagedTest.class).value(), Upstreams::start, Upstreams.class)
                    .configuration());
            TestProfile profile = type.getAnnotation(TestProfile.class);
            if (profile != null) {
                configuration.putAll(
                        profile.value().getDeclaredConstructor().newInstance().getConfigOverrides());
            }
            current = store.computeIfAbsent(configuration, PackagedGateway::new, PackagedGateway.class);
        }

        @Override
        public void afterAll(ExtensionContext test) {
            current = null;
        }
    }

    private record Upstreams(QuarkusTestResourceLifecycleManager servers, Map<String, String> configuration)
            implements AutoCloseable {

        static Upstreams start(Class<? extends QuarkusTestResourceLifecycleManager> type) {
            try {
                var servers = type.getDeclaredConstructor().newInstance();
                return new Upstreams(servers, servers.start());
            } catch (ReflectiveOperationException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void close() {
            servers.stop();
        }
    }
}
