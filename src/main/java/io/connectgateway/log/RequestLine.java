package io.connectgateway.log;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.time.Duration;
import org.jboss.logmanager.ExtLogRecord;
import org.jboss.logmanager.Level;

/** The log's line for one request. A field that the request has no value for is left out. */
final class RequestLine extends ExtLogRecord {

    /** Far longer than a route of this API or an identity provider's client id. */
    private static final int MAX_LENGTH = 96;

    boolean logged;
    String route;
    int status;
    String outcome = "ok";
    long millis;
    boolean coldStart;
    String client;
    String intent;
    String session;
    boolean tokenRefreshed;
    private int upstreamStatus;
    private int upstreamCalls;
    private Duration upstreamTime = Duration.ZERO;
    private String upstreamFailure;

    RequestLine() {
        super(Level.INFO, "request", RequestLine.class.getName());
    }

    /** @param status 0 if there was no answer */
    void addCall(int status, String failure, Duration time) {
        upstreamStatus = status;
        upstreamFailure = failure;
        upstreamCalls++;
        upstreamTime = upstreamTime.plus(time);
    }

    void writeTo(JsonGenerator json) throws IOException {
        writeText(json, "route", route);
        json.writeNumberField("status", status);
        writeText(json, "outcome", outcome);
        json.writeNumberField("millis", millis);
        json.writeBooleanField("coldStart", coldStart);
        writeText(json, "client", client);
        writeText(json, "intent", intent);
        writeText(json, "session", session);
        if (upstreamCalls > 0) {
            writeUpstream(json);
        }
        json.writeBooleanField("tokenRefreshed", tokenRefreshed);
    }

    private void writeUpstream(JsonGenerator json) throws IOException {
        if (upstreamStatus > 0) {
            json.writeNumberField("upstreamStatus", upstreamStatus);
        }
        json.writeNumberField("upstreamCalls", upstreamCalls);
        json.writeNumberField("upstreamMillis", upstreamTime.toMillis());
        writeText(json, "upstreamFailure", upstreamFailure);
    }

    private static void writeText(JsonGenerator json, String field, String value) throws IOException {
        if (value != null) {
            json.writeStringField(field, bounded(value));
        }
    }

    /** Some of it comes from outside: a value takes one line, and not much of that. */
    private static String bounded(String value) {
        StringBuilder bounded = new StringBuilder();
        for (int i = 0; i < Math.min(value.length(), MAX_LENGTH); i++) {
            char c = value.charAt(i);
            bounded.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return value.length() > MAX_LENGTH ? bounded.append("...").toString() : bounded.toString();
    }
}
