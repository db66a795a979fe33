package io.connectgateway;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** All that the function under test logs during a test, at the levels of the deployed function. */
public final class LogCapture extends Handler implements BeforeEachCallback, AfterEachCallback {

    /** A line of the log. */
    public record Line(String level, String message, Map<String, String> context) {}

    private static final PatternFormatter WORDS = new PatternFormatter("%s%e");

    private final List<Line> lines = new CopyOnWriteArrayList<>();
    /** What a function in a process of its own has printed before. */
    private int printed;

    @Override
    public void beforeEach(ExtensionContext test) {
        clear();
        if (PackagedGateway.current().isEmpty()) {
            Logger.getLogger("").addHandler(this);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    public List<Line> lines() {
        return PackagedGateway.current()
                .map(packaged -> packaged.output().stream()
                        .skip(printed)
                        .map(LogCapture::line)
                        .toList())
                .orElseGet(() -> List.copyOf(lines));
    }

    /** All of every line: message, stack and context. */
    public List<String> texts() {
        return lines().stream().map(Line::toString).toList();
    }

    /** The canonical lines of the requests. */
    public List<Map<String, String>> requests() {
        return lines().stream()
                .map(Line::context)
                .filter(c -> c.containsKey("millis"))
                .toList();
    }

    public void clear() {
        lines.clear();
        printed = PackagedGateway.current()
                .map(packaged -> packaged.output().size())
                .orElse(0);
    }

    private static Line line(String printed) {
        JsonNode line = Json.parse(printed);
        Map<String, String> context = new HashMap<>();
        line.path("mdc")
                .properties()
                .forEach(field -> context.put(field.getKey(), field.getValue().asText()));
        String message = line.path("message").asText() + line.path("exception");
        return new Line(line.path("level").asText(), message, context);
    }

    @Override
    public void publish(LogRecord logged) {
        ExtLogRecord entry = ExtLogRecord.wrap(logged);
        lines.add(new Line(entry.getLevel().getName(), WORDS.format(entry), Map.copyOf(entry.getMdcCopy())));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
