package io.connectgateway.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.Callers;
import io.connectgateway.caller.CurrentCaller;
import io.connectgateway.error.ErrorMapper;
import io.connectgateway.log.Deadline;
import io.connectgateway.session.ConnectSessions;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.Dependent;
import jakarta.ws.rs.core.Response;

/**
 * Puts the rehearsed request to the gateway's own classes, so that the first shopper does not wait until they are loaded. Its time is
 * up before it begins, so it ends at the call to Gigs. The HTTP layer is left out: Quarkus opens it after every hook of start-up.
 */
@Dependent
class Rehearsal {

    private final RehearsedRequest request;
    private final Deadline deadline;
    private final Callers callers;
    private final CurrentCaller currentCaller;
    private final ConnectSessions sessions;
    private final ErrorMapper errors;

    Rehearsal(
            RehearsedRequest request,
            Deadline deadline,
            Callers callers,
            CurrentCaller currentCaller,
            ConnectSessions sessions,
            ErrorMapper errors) {
        this.request = request;
        this.deadline = deadline;
        this.callers = callers;
        this.currentCaller = currentCaller;
        this.sessions = sessions;
        this.errors = errors;
    }

    /** @return the error object of the call that was not made */
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        deadline.begin(null);
        currentCaller.set(callers.of(event));
        try {
            call(event).await().indefinitely();
            throw new IllegalStateException("The rehearsal reached Gigs.");
        } catch (RuntimeException e) {
            return errors.response(e);
        } finally {
            currentCaller.set(null);
        }
    }

    private Uni<Response> call(APIGatewayV2HTTPEvent event) {
        byte[] body = event.getBody().getBytes(UTF_8);
        return request.isCreate() ? sessions.create(event, body) : sessions.update("csn_0", body);
    }
}
