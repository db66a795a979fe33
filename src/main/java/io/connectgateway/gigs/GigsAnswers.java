package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.gigs.GigsException.Kind;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.http.TooLongHttpContentException;
import io.netty.handler.proxy.ProxyConnectException;
import io.vertx.core.VertxException;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.Optional;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Makes a {@link GigsSession} or a {@link GigsException} of an answer, and an exception of a call without one. */
@ApplicationScoped
class GigsAnswers {

    private static final Logger LOG = Logger.getLogger(GigsAnswers.class);

    private static final String SECONDS_OR_DATE = "\\d{1,9}|\\w{3}, \\d\\d \\w{3} \\d{4} \\d\\d:\\d\\d:\\d\\d GMT";

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

    /** @throws GigsException if it is not a 2xx with a JSON object */
    GigsSession read(Response answer) {
        int status = answer.getStatus();
        Optional<ObjectNode> body = parse(answer.readEntity(InputStream.class));
        if (status / 100 == 2 && body.isPresent()) {
            return new GigsSession(status, body.get());
        }
        Optional<ObjectNode> error = body.filter(object ->
                object.path("type").isTextual() && object.path("message").isTextual());
        Optional<String> retryAfter = Optional.ofNullable(answer.getHeaderString(HttpHeaders.RETRY_AFTER))
                .filter(value -> value.matches(SECONDS_OR_DATE));
        throw new GigsException(kind(status, error.isPresent()), null, status, error, retryAfter);
    }

    /** @param body the whole answer, in memory already; a copy of it would cost more than to parse it */
    private Optional<ObjectNode> parse(InputStream body) {
        try {
            return json.readTree(body) instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** A 4xx without an error object does not come from Gigs, but from something on the way. */
    private static Kind kind(int status, boolean hasError) {
        if (status / 100 == 5) {
            return Kind.UNAVAILABLE;
        }
        return switch (status) {
            case 401, 403 -> Kind.TOKEN_REFUSED;
            case 404 -> Kind.NOT_FOUND;
            case 429 -> Kind.REFUSED;
            default -> status / 100 == 4 && hasError ? Kind.REFUSED : Kind.UNEXPECTED_RESPONSE;
        };
    }

    /** Why there was no answer. With a proxy between, a connection that is refused is not Gigs' doing. */
    GigsException noAnswer(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof TooLongHttpContentException) {
                return new GigsException(Kind.UNEXPECTED_RESPONSE, null);
            } else if (cause instanceof TimeoutException) {
                return new GigsException(Kind.TIMED_OUT, "timeout");
            } else if (cause instanceof UnknownHostException) {
                return new GigsException(Kind.UNREACHABLE, "dns");
            } else if (cause instanceof ConnectTimeoutException) {
                return new GigsException(Kind.UNREACHABLE, "timeout");
            } else if (cause instanceof ProxyConnectException) {
                return new GigsException(Kind.UNREACHABLE, "protocol");
            } else if (cause instanceof ConnectException || cause instanceof NoRouteToHostException) {
                return new GigsException(Kind.UNREACHABLE, proxied ? "protocol" : "refused");
            } else if (cause instanceof SSLException) {
                return new GigsException(
                        cause instanceof SSLHandshakeException ? Kind.UNREACHABLE : Kind.BROKEN, "tls");
            } else if (cause instanceof IOException || cause instanceof VertxException) {
                return new GigsException(Kind.BROKEN, "reset");
            }
        }
        return new GigsException(Kind.UNEXPECTED_RESPONSE, "protocol");
    }

    /** Says in the log why there was no answer. */
    void warn(GigsException e) {
        if (e.upstreamFailure != null) {
            LOG.warnf("Gigs could not be reached: %s%s", e.upstreamFailure, proxied ? ", through the proxy" : "");
        }
    }
}
