package io.connectgateway.log;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.logging.Logger;

/** Collects the fields of the log's line for a request. An environment of Lambda serves one request at a time. */
@ApplicationScoped
public class RequestLog {

    private static final Logger LOG = Logger.getLogger(RequestLog.class.getName());

    private RequestLine line = new RequestLine();
    private boolean cold = true;
    private long start;
    private volatile String requestId;

    /** @param context null for the rehearsal of start-up, which is not logged. The request after it is the first. */
    public synchronized void begin(APIGatewayV2HTTPEvent event, Context context) {
        line = new RequestLine();
        start = System.nanoTime();
        requestId = context == null ? null : context.getAwsRequestId();
        line.route = event == null || event.getRouteKey() == null ? "-" : event.getRouteKey();
        line.coldStart = cold;
        cold = cold && context == null;
    }

    public synchronized void end(int status) {
        line.setInstant(Instant.now());
        line.status = status;
        line.millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        if (requestId != null) {
            LOG.log(line);
        }
        requestId = null;
    }

    /** Lambda's id of the request; null between requests. Not synchronized: every line of the log asks for it. */
    public String requestId() {
        return requestId;
    }

    /** The partner's application that calls. */
    public synchronized void client(String client) {
        line.client = client;
    }

    /** The wire name of the intent that is asked for. */
    public synchronized void intent(String type) {
        line.intent = type;
    }

    /** The session that is asked for or that was created: an id {@code csn_…}. */
    public synchronized void session(String id) {
        line.session = id;
    }

    /** How Gigs answered the last call: with a status, or 0 and the reason why there was no answer. */
    public synchronized void upstream(int status, String failure, long nanos) {
        line.addCall(status, failure, nanos);
    }

    /** The project's token was fetched anew in this request, as Gigs had refused the one before. */
    public synchronized void tokenRefreshed() {
        line.tokenRefreshed = true;
    }

    /** The code of the error that is answered, in the gateway's own words. */
    public synchronized void outcome(String code) {
        line.outcome = code;
    }
}
