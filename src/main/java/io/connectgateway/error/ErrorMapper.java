package io.connectgateway.error;

import io.connectgateway.telemetry.Invocation;
import jakarta.ws.rs.core.MediaType;
import org.jboss.logging.Logger;
import org.jboss.resteasy.reactive.RestResponse;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure of a request with its row of the {@link ErrorTable}. */
class ErrorMapper {

    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    private final Invocation invocation;

    ErrorMapper(Invocation invocation) {
        this.invocation = invocation;
    }

    @ServerExceptionMapper(Throwable.class)
    RestResponse<String> answer(Throwable failure) {
        GigsError error = errorOf(failure);
        RestResponse.ResponseBuilder<String> answer = RestResponse.ResponseBuilder.<String>create(error.status())
                .entity(error.body().toString())
                .type(MediaType.APPLICATION_JSON_TYPE);
        error.headers().forEach(answer::header);
        return answer.build();
    }

    GigsError errorOf(Throwable failure) {
        GigsError error = ErrorTable.of(failure).with(invocation.requestId());
        invocation.outcome(
                failure instanceof io.connectgateway.gigs.GigsException.Refused ? "gigsRefused" : error.code());
        if (error.status() == 500) {
            logBug(failure);
        }
        return error;
    }

    /** The stack without the message: a library's message may repeat a value of the request. */
    private static void logBug(Throwable failure) {
        RuntimeException bug = new RuntimeException(failure.getClass().getName());
        bug.setStackTrace(failure.getStackTrace());
        LOG.error("A bug", bug);
    }
}
