package io.connectgateway.button;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.Capabilities;
import org.openqa.selenium.MutableCapabilities;
import org.openqa.selenium.Proxy;
import org.openqa.selenium.chrome.ChromeOptions;
import org.openqa.selenium.firefox.FirefoxOptions;
import org.openqa.selenium.remote.AbstractDriverOptions;

/** The three engines that browsers have, as the machine's own browsers. Without one, its tests are skipped, and fail in CI. */
enum Engine {
    CHROMIUM(
            "CHROMIUM_BIN",
            List.of("chromium", "chromium-browser", "google-chrome-stable", "google-chrome"),
            List.of("chromedriver"),
            "chromium and chromium-driver") {
        @Override
        Capabilities capabilities(String browser, String proxy) {
            var options = new ChromeOptions()
                    .setBinary(browser)
                    .addArguments("--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking");
            return behind(options, proxy);
        }
    },
    FIREFOX(
            "FIREFOX_BIN",
            List.of("firefox-esr", "firefox"),
            List.of("geckodriver"),
            "firefox-esr, and geckodriver of cargo") {
        @Override
        Capabilities capabilities(String browser, String proxy) {
            var options = new FirefoxOptions().setBinary(browser).addArguments("-headless");
            return behind(options, proxy);
        }
    },
    WEBKIT("WEBKIT_BIN", List.of("MiniBrowser"), List.of("WebKitWebDriver"), "webkit2gtk-driver and xvfb") {
        @Override
        Capabilities capabilities(String browser, String proxy) {
            // It takes no proxy of WebDriver's, and asks one for localhost too unless it is told.
            var arguments = List.of("--automation", "--proxy=http://" + proxy, "--ignore-host=localhost");
            return new MutableCapabilities(Map.of(
                    "acceptInsecureCerts",
                    true,
                    "webkitgtk:browserOptions",
                    Map.of("binary", browser, "args", arguments)));
        }

        @Override
        boolean isHeadless() {
            return false;
        }
    };

    private final String variable;
    private final List<String> browsers;
    private final List<String> drivers;
    private final String packages;
    private boolean said;

    Engine(String variable, List<String> browsers, List<String> drivers, String packages) {
        this.variable = variable;
        this.browsers = browsers;
        this.drivers = drivers;
        this.packages = packages;
    }

    /** What a session is asked for with, where https goes through this proxy. */
    abstract Capabilities capabilities(String browser, String proxy);

    boolean isHeadless() {
        return true;
    }

    /** The browser itself, by its variable or where packages put it. */
    String browser() {
        var named = Optional.ofNullable(System.getenv(variable)).map(Path::of).filter(Files::isExecutable);
        return named.or(() -> find(browsers)).map(Path::toString).orElseGet(this::missing);
    }

    /** What speaks WebDriver to it. */
    String driver() {
        return find(drivers).map(Path::toString).orElseGet(this::missing);
    }

    /** What shows a browser that cannot do without a screen. */
    String screen() {
        return find(List.of("Xvfb")).map(Path::toString).orElseGet(this::missing);
    }

    private String missing() {
        var reason = "No %s here: its tests need %s, on the PATH or in %s".formatted(this, packages, variable);
        if (System.getenv("CI") != null) {
            Assertions.fail(reason);
        }
        if (!said) {
            said = true;
            System.out.println(reason + "; they are skipped.");
        }
        return Assumptions.abort(reason);
    }

    private static Optional<Path> find(List<String> names) {
        var path = Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
                .map(Path::of);
        var cargo = Path.of(System.getProperty("user.home"), ".cargo/bin");
        return Stream.of(path, Stream.of(cargo), libraries())
                .flatMap(folders -> folders)
                .flatMap(folder -> names.stream().map(folder::resolve))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /** Where Debian and Ubuntu keep MiniBrowser, by the processor's name. */
    private static Stream<Path> libraries() {
        return Stream.of("x86_64", "aarch64")
                .map(processor -> Path.of("/usr/lib/%s-linux-gnu/webkit2gtk-4.1".formatted(processor)));
    }

    private static <T extends AbstractDriverOptions<T>> T behind(T options, String proxy) {
        options.setAcceptInsecureCerts(true);
        options.setProxy(new Proxy().setHttpProxy(proxy).setSslProxy(proxy));
        return options;
    }
}
