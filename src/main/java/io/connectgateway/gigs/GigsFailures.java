package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.token.OneAnswerCodec;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.VertxException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;

/** What a status of Gigs, or no answer at all, means: the one place where either becomes a {@link GigsException}. */
final class GigsFailures {

    private GigsFailures() {}

    /** What a 4xx of Gigs means. Without an error object it is not Gigs that speaks, but something on the way. */
    static GigsException ofStatus(int status, Optional<ObjectNode> body, Optional<String> retryAfter) {
        Optional<ObjectNode> error = body.filter(object ->
                object.path("type").isTextual() && object.path("message").isTextual());
        return switch (status) {
            case 401, 403 -> new GigsException.TokenRefused();
            case 404 -> new GigsException.NotFound(error);
            case 429 -> new GigsException.TooManyRequests(error, retryAfter);
            default ->
                error.<GigsException>map(object -> new GigsException.Refused(status, object))
                        .orElseGet(() -> new GigsException.UnexpectedResponse(
                                "Gigs refused the request without an error object."));
        };
    }

    /**
     * What it means that there was no answer.
     *
     * @param proxied whether connections go through a proxy, which then is what opens none
     */
    static GigsException ofFailure(Throwable failure, boolean proxied) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof OneAnswerCodec.TooLong) {
                return new GigsException.UnexpectedResponse("Gigs' answer is over 256 KiB.");
            } else if (cause instanceof TimeoutException || cause instanceof io.smallrye.mutiny.TimeoutException) {
                return new GigsException.TimedOut("timeout");
            } else if (cause instanceof UnknownHostException) {
                return new GigsException.Unreachable("dns", false);
            } else if (cause instanceof ConnectTimeoutException) {
                return new GigsException.Unreachable("timeout", false);
            } else if (cause instanceof ProxyConnectException) {
                return new GigsException.Unreachable("protocol", false);
            } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new GigsException.Unreachable(proxied ? "protocol" : "refused", false);
            } else if (cause instanceof SSLException) {
                return new GigsException.Unreachable("tls", !(cause instanceof SSLHandshakeException));
            } else if (cause instanceof IOException || cause instanceof VertxException) {
                return new GigsException.Unreachable("reset", true);
            }
        }
        return new GigsException.UnexpectedResponse("Gigs' answer is not HTTP.", "protocol");
    }
}
