package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Collection;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Runs the packaged function behind a local API Gateway, Gigs and Secrets Manager: {@code mvn -Psandbox}.
 *
 * <p>A test calls {@link #start}, sends requests to {@link #apiUrl()} with a {@link #token}, and calls {@link
 * #close()}.
 */
public final class Sandbox implements AutoCloseable {
    private final Deque<AutoCloseable> parts = new ArrayDeque<>();
    private final List<String> output = new CopyOnWriteArrayList<>();
    final Options options;
    final AwsKeys keys = AwsKeys.random();
    private final Path artifact;
    private final FunctionCode code;
    private final ExecutionEnvironment environment;
    private final Tokens tokens;
    private final HttpApi api;
    private final FakeSecretsManager secrets;
    private FakeGigs gigs;
    private Webhooks webhooks;
    private FakeConnect connect;
    private volatile boolean closing;

    /** Runs until Ctrl-C, or until the function ends. */
    public static void main(String[] args) throws InterruptedException {
        Quiet.logging();
        try {
            Sandbox sandbox = start(Options.of(System.getenv(), System.out::println));
            Runtime.getRuntime().addShutdownHook(new Thread(sandbox::close, "sandbox shutdown"));
            System.out.println(new Banner(sandbox).text());
            int exitCode = sandbox.waitForFunction();
            System.out.println("The function ended by itself, with exit code " + exitCode + ": the sandbox ends too.");
        } catch (IllegalArgumentException | IOException e) {
            System.out.println(e.getMessage());
        }
        System.exit(1);
    }

    /**
     * Starts all parts, and waits until the function asks for its first event.
     *
     * @throws IllegalArgumentException if it cannot start; the message says what to change
     */
    public static Sandbox start(Options options) throws IOException {
        var sandbox = new Sandbox(options);
        try {
            sandbox.startFunction();
            return sandbox;
        } catch (RuntimeException | IOException e) {
            sandbox.close();
            throw e;
        }
    }

    private Sandbox(Options options) throws IOException {
        this.options = options;
        artifact = options.function() == null ? FunctionCode.packaged() : options.function();
        code = part(FunctionCode.unpack(artifact));
        Vertx vertx = Vertx.vertx();
        parts.push(() -> LocalServer.await(vertx.close()));
        environment = part(new ExecutionEnvironment(this::print));
        tokens = options.authorizer() == null ? new Tokens() : null;
        try {
            Authorizer authorizer = tokens == null ? options.authorizer().start(vertx) : tokens.authorizer(vertx);
            api = part(new HttpApi(
                    vertx, options.port(), authorizer, environment.runtime(), this::allowed, this::printRefusal));
        } catch (RuntimeException e) {
            close();
            throw e;
        }
        GigsProject real = options.realGigs();
        String token = real == null ? "test_" + Ids.random(40) : real.token();
        secrets = part(new FakeSecretsManager(vertx, keys, token));
        if (real == null) {
            var customers = new FakeCustomers();
            var sessions = new FakeConnectSessions(customers);
            webhooks = options.webhook() == null
                    ? null
                    : new Webhooks(vertx, options.webhook(), Duration.ofSeconds(1), this::printWebhook);
            connect = part(new FakeConnect(vertx, sessions, webhooks == null ? events -> {} : webhooks::send));
            gigs = part(new FakeGigs(vertx, token, options.idempotencyKeys(), customers, sessions));
        }
        new Pages(this).mount(api.router());
    }

    /** The gateway's address. */
    public String apiUrl() {
        return api.url();
    }

    /** Whether the sandbox has an issuer of its own. */
    boolean mintsTokens() {
        return tokens != null;
    }

    /** A token of this kind of caller. Only if the sandbox has an issuer of its own. */
    public String token(SandboxCaller caller) {
        return tokens.mint(caller);
    }

    /** The demo shop's token endpoint. Only if the sandbox has an issuer of its own. */
    ShopTokens shopTokens() {
        return new ShopTokens(tokens.endpoint(apiUrl()));
    }

    /** A token with these claims, issuer and audience. A negative validity makes an expired token. */
    public String token(JsonObject claims, Duration validity) {
        return tokens.mint(claims, validity);
    }

    /** The stand-in for Gigs; null with a real project. */
    public FakeGigs gigs() {
        return gigs;
    }

    /** The environment variables of a receiver of webhooks; empty without webhooks. */
    Map<String, String> webhookReceiver() {
        if (webhooks == null) {
            return Map.of();
        }
        var environment = new LinkedHashMap<String, String>();
        environment.put("GIGS_URL", gigs.url());
        environment.put("GIGS_PROJECT", FakeGigs.PROJECT);
        environment.put("GIGS_TOKEN", gigs.token());
        environment.put("WEBHOOK_SECRET", webhooks.secret());
        return environment;
    }

    public FakeSecretsManager secrets() {
        return secrets;
    }

    /** The origin of the stand-in for Connect. */
    public String connectOrigin() {
        return connect.origin();
    }

    /** All lines of the function so far. */
    public Collection<String> output() {
        return List.copyOf(output);
    }

    /** The file that runs as the function. */
    public Path function() {
        return artifact;
    }

    /** Waits until the function ends by itself. */
    int waitForFunction() throws InterruptedException {
        int exitCode = environment.end().join();
        Thread.sleep(500); // Ctrl-C also ends the function, while the sandbox closes
        while (closing) {
            Thread.sleep(Long.MAX_VALUE);
        }
        return exitCode;
    }

    private void startFunction() throws IOException {
        environment.start(code.command(), code.directory(), new Environment(this).variables());
        try {
            environment.firstPoll().join();
        } catch (CompletionException e) {
            throw new IllegalArgumentException(e.getCause().getMessage() + " See its output.", e);
        }
    }

    private void print(String line) {
        output.add(line);
        if (!closing) {
            options.console().accept("function | " + line);
        }
    }

    private void printRefusal(String line) {
        options.console().accept("authorizer | " + line);
    }

    private void printWebhook(String line) {
        options.console().accept("webhook | " + line);
    }

    private boolean allowed(String origin) {
        return origin.equals(apiUrl()) || options.origins().contains(origin);
    }

    private <T extends AutoCloseable> T part(T part) {
        parts.push(part);
        return part;
    }

    @Override
    public synchronized void close() {
        closing = true;
        while (!parts.isEmpty()) {
            try {
                parts.pop().close();
            } catch (Exception e) {
                options.console().accept("could not be closed: " + e);
            }
        }
    }
}
