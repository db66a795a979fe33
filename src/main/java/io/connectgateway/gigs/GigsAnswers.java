package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.token.OneAnswerCodec;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Makes a {@link GigsSession} or a {@link GigsException} of an answer, and an exception of a call that had no answer. */
@ApplicationScoped
class GigsAnswers {

    private final ObjectReader json;
    private final boolean proxied;

    GigsAnswers(ObjectMapper json, @ConfigProperty(name = "quarkus.proxy.host") Optional<String> proxy) {
        // A number in a field that Gigs adds later is passed on digit by digit.
        this.json = json.reader()
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .with(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
        proxied = proxy.isPresent();
    }

    /** @throws GigsException if it is anything but a 2xx with a JSON object */
    GigsSession read(Response answer) {
        int status = answer.getStatus();
        Optional<ObjectNode> body = parse(answer.readEntity(byte[].class));
        return switch (status / 100) {
            case 2 ->
                new GigsSession(
                        status,
                        body.orElseThrow(() -> new GigsException.UnexpectedResponse("Gigs' answer is not JSON.")));
            case 4 -> throw refusal(status, body, answer.getHeaderString(HttpHeaders.RETRY_AFTER));
            case 5 -> throw new GigsException.Unavailable(status);
            default -> throw new GigsException.UnexpectedResponse("Gigs answered with a redirect.");
        };
    }

    private Optional<ObjectNode> parse(byte[] body) {
        try {
            return body != null && json.readTree(body) instanceof ObjectNode object
                    ? Optional.of(object)
                    : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** An answer without an error object does not come from Gigs, but from something on the way. */
    private static GigsException refusal(int status, Optional<ObjectNode> body, String retryAfter) {
        Optional<ObjectNode> error = body.filter(object ->
                object.path("type").isTextual() && object.path("message").isTextual());
        return switch (status) {
            case 401, 403 -> new GigsException.TokenRefused(status == 401);
            case 404 -> new GigsException.NotFound(error);
            case 429 -> new GigsException.Refused(status, error, Optional.ofNullable(retryAfter));
            default ->
                error.isPresent()
                        ? new GigsException.Refused(status, error, Optional.empty())
                        : new GigsException.UnexpectedResponse("Gigs refused the request without an error object.");
        };
    }

    /** Why there was no answer. With a proxy between, a connection that is refused is not Gigs' doing. */
    GigsException noAnswer(Throwable failure) {
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

    /** For the log: why there was no answer. */
    Optional<String> reason(GigsException e) {
        return Optional.ofNullable(e.upstreamFailure).map(failure -> failure + (proxied ? ", through the proxy" : ""));
    }
}
