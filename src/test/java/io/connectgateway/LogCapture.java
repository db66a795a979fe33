package io.connectgateway;

import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.formatters.PatternFormatter;

/** All that is logged at the levels of the deployed function, while it is open. */
public final class LogCapture extends Handler {

    /** A line of the log. */
    public record Line(String level, String message, Map<String, String> context) {}

    private static final PatternFormatter WORDS = new PatternFormatter("%s%e");

    private final List<Line> lines = new CopyOnWriteArrayList<>();

    private LogCapture() {}

    public static LogCapture open() {
        LogCapture capture = new LogCapture();
        Logger.getLogger("").addHandler(capture);
        return capture;
    }

    public List<Line> lines() {
        return List.copyOf(lines);
    }

    /** All of every line: message, stack and context. */
    public List<String> texts() {
        return lines.stream().map(Line::toString).toList();
    }

    /** The canonical lines of the requests. */
    public List<Map<String, String>> requests() {
        return lines.stream()
                .map(Line::context)
                .filter(c -> c.containsKey("millis"))
                .toList();
    }

    public void clear() {
        lines.clear();
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
