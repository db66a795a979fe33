package io.connectgateway.error;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.log.RequestLog;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure of a request with its row of the {@link ErrorTable}. */
public class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    private final RequestLog log;

    ErrorMapper(RequestLog log) {
        this.log = log;
    }

    /** The answer to a failure inside the HTTP layer. */
    @ServerExceptionMapper(Throwable.class)
    public RestResponse<String> answer(Throwable failure) {
        APIGatewayV2HTTPResponse error = response(failure);
        var answer = RestResponse.ResponseBuilder.<String>create(error.getStatusCode())
                .entity(error.getBody());
        error.getHeaders().forEach(answer::header);
        return answer.build();
    }

    /** The answer to a failure before, or instead of, the HTTP layer. */
    public APIGatewayV2HTTPResponse response(Throwable failure) {
        GigsError error = ErrorTable.of(failure);
        log.outcome(error.outcome());
        if (error.status() == 500) {
            // The stack without the message: a library's message may repeat a value of the request.
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            RuntimeException bug = new RuntimeException(cause.getClass().getName());
            bug.setStackTrace(cause.getStackTrace());
            LOG.error("A bug", bug);
        }
        error.body().put("requestId", log.requestId());
        Map<String, String> headers = new HashMap<>(error.headers());
        headers.put(HttpHeaders.CONTENT_TYPE, MediaType.APPLICATION_JSON);
        return APIGatewayV2HTTPResponse.builder()
                .withStatusCode(error.status())
                .withHeaders(headers)
                .withBody(error.body().toString())
                .build();
    }
}
