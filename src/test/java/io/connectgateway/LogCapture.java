package io.connectgateway;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.log.JsonLines;
import io.quarkus.arc.Arc;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Formatter;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/** All that the function under test logs during a test, as it is printed, at the levels of the deployed function. */
public final class LogCapture extends Handler implements BeforeEachCallback, AfterEachCallback {

    /** A line of the log. */
    public record Line(JsonNode fields) {

        public String level() {
            return fields.path("level").asText();
        }

        /** The message with its stack; empty in the line of a request. */
        public String message() {
            return fields.path("message").asText() + fields.path("exception").asText();
        }

        @Override
        public String toString() {
            return fields.toString();
        }
    }

    private final List<String> lines = new CopyOnWriteArrayList<>();
    private Formatter formatter;
    /** How many lines a function in a process of its own has printed before. */
    private int printed;

    public LogCapture() {}

    /** For a test without Quarkus. */
    public LogCapture(Formatter formatter) {
        this.formatter = formatter;
    }

    @Override
    public void beforeEach(ExtensionContext test) {
        clear();
        if (PackagedGateway.current().isEmpty()) {
            if (formatter == null) {
                formatter = Arc.container().instance(JsonLines.class).get();
            }
            Logger.getLogger("").addHandler(this);
        }
    }

    @Override
    public void afterEach(ExtensionContext test) {
        close();
    }

    public List<Line> lines() {
        List<String> logged = PackagedGateway.current()
                .map(packaged -> packaged.output().stream().skip(printed).toList())
                .orElse(lines);
        return logged.stream().map(Json::parse).map(Line::new).toList();
    }

    /** All of every line: message, stack and fields. */
    public List<String> texts() {
        return lines().stream().map(Line::toString).toList();
    }

    /** The lines of the requests. */
    public List<JsonNode> requests() {
        return lines().stream()
                .map(Line::fields)
                .filter(line -> line.has("millis"))
                .toList();
    }

    public void clear() {
        lines.clear();
        printed = PackagedGateway.current()
                .map(packaged -> packaged.output().size())
                .orElse(0);
    }

    @Override
    public void publish(LogRecord logged) {
        lines.add(formatter.format(ExtLogRecord.wrap(logged)));
    }

    @Override
    public void flush() {}

    @Override
    public void close() {
        Logger.getLogger("").removeHandler(this);
    }
}
