package io.connectgateway.button;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.openqa.selenium.WebDriverException;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.WindowType;
import org.openqa.selenium.interactions.Actions;
import org.openqa.selenium.remote.RemoteWebDriver;

/** A window that was nowhere before, and the tabs that it opens. */
final class EnginePage {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    final RemoteWebDriver driver;
    private final String window;

    EnginePage(RemoteWebDriver driver) {
        this.driver = driver;
        List<String> before = windows();
        window = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        before.forEach(this::close);
    }

    void navigate(String address) {
        driver.get(address);
    }

    String url() {
        return driver.getCurrentUrl();
    }

    /** The value of an expression, or of a function of these arguments; of a promise, what it is kept with. */
    Object evaluate(String script, Object... arguments) {
        return driver.executeScript(
                "const value = (%s\n); return typeof value === 'function' ? value(...arguments) : value"
                        .formatted(script),
                arguments);
    }

    String json(String expression) {
        return (String) evaluate("JSON.stringify(" + expression + ")");
    }

    WebElement element(String expression) {
        return (WebElement) evaluate(expression);
    }

    String style(WebElement element, String property) {
        return (String) evaluate("(element, property) => getComputedStyle(element)[property]", element, property);
    }

    /** A click of the mouse; chromedriver's own does not find a button whose label is slotted. */
    void click(WebElement element) {
        evaluate("(element) => element.scrollIntoView({ block: 'center', behavior: 'instant' })", element);
        new Actions(driver).click(element).perform();
    }

    void press(CharSequence... keys) {
        new Actions(driver).sendKeys(keys).perform();
    }

    void await(String condition) {
        eventually(true, () -> evaluate(condition));
    }

    void awaitUrl(String url) {
        eventually(url, this::url);
    }

    /** What this says in the end; that there is no such page or element any more, or none yet, is no answer. */
    static void eventually(Object expected, Supplier<?> actual) {
        Object last = null;
        for (Instant end = Instant.now().plus(PATIENCE); Instant.now().isBefore(end); sleep(20)) {
            try {
                last = actual.get();
            } catch (WebDriverException e) {
                last = e.getMessage();
            }
            if (Objects.equals(expected, last)) {
                return;
            }
        }
        assertEquals(expected, last);
    }

    /** The tab that this opens, of which nothing is known but that it is there. */
    String tabOf(Runnable action) {
        action.run();
        eventually(2, () -> windows().size());
        return windows().stream().filter(tab -> !tab.equals(window)).findFirst().orElseThrow();
    }

    /** Another tab, with this address in it. */
    String open(String address) {
        String tab = driver.switchTo().newWindow(WindowType.TAB).getWindowHandle();
        driver.get(address);
        driver.switchTo().window(window);
        return tab;
    }

    /** What this says while the tab is the one that is asked. */
    <T> T in(String tab, Supplier<T> question) {
        driver.switchTo().window(tab);
        try {
            return question.get();
        } finally {
            driver.switchTo().window(window);
        }
    }

    void awaitClosed(String tab) {
        eventually(false, () -> windows().contains(tab));
    }

    List<String> windows() {
        return new ArrayList<>(driver.getWindowHandles());
    }

    void close(String tab) {
        String current = tab.equals(window) || window == null ? driver.getWindowHandle() : window;
        driver.switchTo().window(tab).close();
        driver.switchTo().window(current);
    }

    static void sleep(long millis) {
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
