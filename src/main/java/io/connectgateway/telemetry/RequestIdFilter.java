package io.connectgateway.telemetry;

import org.jboss.logging.MDC;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/** Puts Lambda's request id on every line of a request: the log's context does not follow from the poll loop's thread. */
class RequestIdFilter {

    private final Invocation invocation;

    RequestIdFilter(Invocation invocation) {
        this.invocation = invocation;
    }

    @ServerRequestFilter(preMatching = true)
    void note() {
        MDC.put("requestId", invocation.requestId());
    }
}
