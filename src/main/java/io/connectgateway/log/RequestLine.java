package io.connectgateway.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** The log's line for one request. A field that the request has no value for is left out. */
final class RequestLine extends ExtLogRecord {

    /** Far longer than a route of this API or an identity provider's client id. */
    private static final int MAX_LENGTH = 96;

    private static final Pattern NOT_PRINTABLE = Pattern.compile("[^ -~]");

    String route;
    int status;
    String outcome = "ok";
    long millis;
    boolean coldStart;
    String client;
    String intent;
    String session;
    boolean tokenRefreshed;
    private Integer upstreamStatus;
    private int upstreamCalls;
    private long upstreamNanos;
    private String upstreamFailure;

    RequestLine() {
        super(Level.INFO, "request", RequestLine.class.getName());
    }

    void addCall(int status, String failure, long nanos) {
        upstreamStatus = status == 0 ? null : status;
        upstreamFailure = failure;
        upstreamCalls++;
        upstreamNanos += nanos;
    }

    void writeTo(JsonGenerator json) throws IOException {
        write(json, "route", route);
        write(json, "status", status);
        write(json, "outcome", outcome);
        write(json, "millis", millis);
        write(json, "coldStart", coldStart);
        write(json, "client", client);
        write(json, "intent", intent);
        write(json, "session", session);
        write(json, "upstreamStatus", upstreamStatus);
        if (upstreamCalls > 0) {
            write(json, "upstreamCalls", upstreamCalls);
            write(json, "upstreamMillis", TimeUnit.NANOSECONDS.toMillis(upstreamNanos));
        }
        write(json, "upstreamFailure", upstreamFailure);
        write(json, "tokenRefreshed", tokenRefreshed);
    }

    private static void write(JsonGenerator json, String field, Object value) throws IOException {
        if (value != null) {
            json.writeObjectField(field, value instanceof String text ? bounded(text) : value);
        }
    }

    /** The value in one line, and cut: it may come from outside. */
    private static String bounded(String value) {
        String shown = value.length() > MAX_LENGTH ? value.substring(0, MAX_LENGTH) + "..." : value;
        return NOT_PRINTABLE.matcher(shown).replaceAll("?");
    }
}
