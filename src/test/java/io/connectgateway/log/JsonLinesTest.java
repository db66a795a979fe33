package io.connectgateway.log;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.sandbox.InvocationContext;
import java.time.Instant;
import java.util.List;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** The lines of Quarkus, Vert.x and our own warnings, and how they and the lines of requests go together. */
class JsonLinesTest {

    private final RequestLog requests = new RequestLog();
    private final JsonLines lines = new JsonLines(requests);

    @RegisterExtension
    final LogCapture log = new LogCapture(lines);

    @Test
    void writesAMessageAndItsStack() {
        ExtLogRecord logged =
                new ExtLogRecord(Level.WARN, "%d \"bytes\"\nof \u2028 %s", ExtLogRecord.FormatStyle.PRINTF, "");
        logged.setLoggerName("io.vertx");
        logged.setInstant(Instant.ofEpochMilli(1_795_000_000_000L));
        logged.setParameters(new Object[] {7, "Zürich"});
        logged.setThrown(new IllegalStateException("why"));

        String line = lines.format(logged);

        assertEquals(line.length() - 1, line.indexOf('\n'), "one line");
        assertTrue(line.chars().allMatch(c -> c < 127), line);
        JsonNode fields = Json.parse(line);
        assertEquals("2026-11-18T11:06:40Z", fields.path("timestamp").textValue());
        assertEquals("WARN", fields.path("level").textValue());
        assertEquals("io.vertx", fields.path("loggerName").textValue());
        assertEquals("7 \"bytes\"\nof \u2028 Zürich", fields.path("message").textValue());
        assertTrue(
                fields.path("exception").textValue().startsWith("java.lang.IllegalStateException: why\n\tat "), line);
    }

    @Test
    void hasTheIdOfTheRequestThatIsServed() {
        requests.begin(null, InvocationContext.starting("id-1", 1_000));
        assertEquals("id-1", aLine().path("requestId").textValue());

        requests.end(200);
        assertFalse(aLine().has("requestId"));
    }

    @Test
    void leavesTheRequestAfterARehearsalTheFirst() {
        requests.begin(null, null);
        requests.end(201);
        for (String id : List.of("1", "2")) {
            requests.begin(null, InvocationContext.starting(id, 1_000));
            requests.end(201);
        }

        assertEquals(
                List.of("1 true", "2 false"),
                log.requests().stream()
                        .map(line -> line.path("requestId").asText() + " " + line.path("coldStart"))
                        .toList());
    }

    private JsonNode aLine() {
        return Json.parse(lines.format(ExtLogRecord.wrap(new LogRecord(Level.INFO, "a"))));
    }
}
