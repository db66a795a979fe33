package io.connectgateway.log;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Puts Lambda's request id on every log line of a request. {@link RequestLog} does so on the thread that polls Lambda; the request
 * itself runs on another one, and the log's context (MDC) belongs to a thread.
 */
class RequestIdFilter {

    private final Invocation invocation;

    RequestIdFilter(Invocation invocation) {
        this.invocation = invocation;
    }

    @ServerRequestFilter(preMatching = true)
    void addRequestId() {
        MDC.put("requestId", invocation.requestId());
    }
}
