package io.connectgateway.button;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.core.WireMockConfiguration;
import io.connectgateway.InterceptingProxy;
import io.connectgateway.PrivateAuthority;
import java.io.Closeable;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.openqa.selenium.net.UrlChecker;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A browser and its driver, behind a proxy that has a WireMock answer for the shop's hosts: one an engine, for all classes of tests. */
final class RunningEngine implements Closeable {
    final WireMockServer http =
            new WireMockServer(WireMockConfiguration.options().dynamicPort());
    final RemoteWebDriver driver;
    private final Deque<Closeable> parts = new ArrayDeque<>();

    /** The one of this run, which ends with it. */
    static RunningEngine of(Engine engine, ExtensionContext test) {
        return test.getRoot()
                .getStore(Namespace.create(RunningEngine.class))
                .computeIfAbsent(engine, RunningEngine::start, RunningEngine.class);
    }

    private static RunningEngine start(Engine engine) {
        try {
            return new RunningEngine(engine);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(engine + " does not start", e);
        }
    }

    private RunningEngine(Engine engine) throws Exception {
        String browser = engine.browser();
        var command = new ProcessBuilder(engine.driver());
        if (!engine.isHeadless()) {
            command.environment().put("DISPLAY", screen(engine.screen()));
        }
        http.start();
        parts.push(http::stop);
        var authority = new PrivateAuthority(Files.createTempDirectory("authority"));
        var proxy = part(new InterceptingProxy()).intercept(ShopServers.HOSTS, authority, URI.create(http.baseUrl()));
        int port = freePort();
        command.command().add("--port=" + port);
        run(command, "webdriver-" + engine.name().toLowerCase(Locale.ROOT));
        var address = URI.create("http://127.0.0.1:" + port).toURL();
        new UrlChecker()
                .waitUntilAvailable(
                        20, TimeUnit.SECONDS, URI.create(address + "/status").toURL());
        driver = new RemoteWebDriver(address, engine.capabilities(browser, proxy.address()), false);
        parts.push(driver::quit);
    }

    /** The number of a new screen, which it says itself when it is there. */
    private String screen(String command) throws Exception {
        var screen = new ProcessBuilder(command, "-displayfd", "1", "-screen", "0", "1280x1024x24", "-nolisten", "tcp")
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        parts.push(screen::destroy);
        return ":" + screen.inputReader().readLine();
    }

    private void run(ProcessBuilder command, String log) throws Exception {
        var file = Path.of("target", log + ".log").toFile();
        var process = command.redirectErrorStream(true).redirectOutput(file).start();
        parts.push(process::destroy);
    }

    private <T extends Closeable> T part(T part) {
        parts.push(part);
        return part;
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Override
    public void close() throws IOException {
        for (Closeable part : parts) {
            part.close();
        }
    }
}
