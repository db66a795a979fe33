package io.connectgateway.log;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import jakarta.interceptor.Interceptor;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.time.temporal.ChronoUnit;
import java.util.logging.Handler;
import java.util.logging.Logger;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.ExtHandler;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.handlers.ConsoleHandler;

/** Writes each line of the log, also a library's, as one JSON object with the id of the request being served. */
@Singleton
public class JsonLines extends ExtFormatter {

    /** In ASCII, so that no encoding of the console changes a line. */
    private static final JsonFactory JSON =
            JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

    private final RequestLog requests;

    public JsonLines(RequestLog requests) {
        this.requests = requests;
    }

    /** Runs before all other observers. Until then lines look as {@code quarkus.log.console.format} says. */
    void takeOverConsole(@Observes @Priority(Interceptor.Priority.PLATFORM_BEFORE) StartupEvent start) {
        for (Handler root : Logger.getLogger("").getHandlers()) {
            if (root instanceof ExtHandler handlers) {
                for (Handler handler : handlers.getHandlers()) {
                    if (handler instanceof ConsoleHandler) {
                        handler.setFormatter(this);
                    }
                }
            }
        }
    }

    @Override
    public String format(ExtLogRecord logged) {
        StringWriter line = new StringWriter(512);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField(
                    "timestamp",
                    logged.getInstant().truncatedTo(ChronoUnit.MILLIS).toString());
            json.writeStringField("level", logged.getLevel().getName());
            String requestId = requests.requestId();
            if (requestId != null) {
                json.writeStringField("requestId", requestId);
            }
            if (logged instanceof RequestLine request) {
                request.writeTo(json);
            } else {
                writeMessage(logged, json);
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString();
    }

    private void writeMessage(ExtLogRecord logged, JsonGenerator json) throws IOException {
        json.writeStringField("loggerName", logged.getLoggerName());
        json.writeStringField("message", formatMessage(logged));
        if (logged.getThrown() != null) {
            StringWriter stack = new StringWriter();
            logged.getThrown().printStackTrace(new PrintWriter(stack, true));
            json.writeStringField("exception", stack.toString());
        }
    }
}
