package io.connectgateway.button;

import com.microsoft.playwright.Browser;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Playwright;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/** The machine's own Chromium. Without one, tests are skipped on a developer's machine and fail in CI. */
final class Chromium implements AutoCloseable {
    private static final List<String> NAMES =
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome");

    private final Playwright playwright;
    final Browser browser;

    private Chromium(Playwright playwright, Browser browser) {
        this.playwright = playwright;
        this.browser = browser;
    }

    /** Starts the browser, with these command line switches besides the usual. */
    static Chromium start(String... switches) {
        var executable = find();
        if (executable.isEmpty()) {
            var reason = "No Chromium on the PATH nor in CHROMIUM_BIN: browser tests are skipped.";
            Assertions.assertNull(System.getenv("CI"), reason);
            System.out.println(reason);
            Assumptions.abort(reason);
        }
        var args = new ArrayList<>(List.of("--no-sandbox", "--disable-gpu", "--disable-quic"));
        args.addAll(List.of(switches));
        var playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        var browser = playwright
                .chromium()
                .launch(new BrowserType.LaunchOptions()
                        .setExecutablePath(executable.get())
                        .setIgnoreDefaultArgs(List.of("--disable-back-forward-cache"))
                        .setArgs(args));
        return new Chromium(playwright, browser);
    }

    private static Optional<Path> find() {
        var path = System.getenv().getOrDefault("PATH", "").split(File.pathSeparator);
        var onPath = Stream.of(path).flatMap(folder -> NAMES.stream().map(name -> Path.of(folder, name)));
        return Stream.concat(Stream.ofNullable(System.getenv("CHROMIUM_BIN")).map(Path::of), onPath)
                .filter(Files::isExecutable)
                .findFirst();
    }

    @Override
    public void close() {
        browser.close();
        playwright.close();
    }
}
