package io.connectgateway.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.caller.Callers;
import io.connectgateway.caller.CurrentCaller;
import io.connectgateway.error.ErrorMapper;
import io.connectgateway.intent.IntentType;
import io.connectgateway.log.Deadline;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.session.ConnectSessions;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.List;

/**
 * Puts a request to the gateway's own classes, so that the first shopper does not wait until they are loaded. Its time
 * is up before it begins, so it ends at the call to Gigs. The HTTP layer is left out: Quarkus opens it after every hook
 * of start-up.
 */
@Dependent
class Rehearsal {

    private static final String EVENT = """
            {"version": "2.0", "routeKey": "%1$s %2$s", "rawPath": "%2$s",
             "headers": {"content-type": "application/json"},
             "requestContext": {"http": {"method": "%1$s", "path": "%2$s"},
              "authorizer": {"jwt": {"claims": {"sub": "rehearsal"}}}}}
            """;

    private static final String BODY = """
            {%s "appearance": {"theme": "light"}, "userDetails": {"birthday": "1990-12-31",
              "email": "nobody@example.com", "fullName": "Nobody", "preferredLocale": "en-US",
              "metadata": {"key": "value"}}}
            """;

    private static final String INTENT = """
            "intent": {"type": "checkoutNewSubscription", "checkoutNewSubscription": {"plan": "pln_0"}},
            """;

    private final Deadline deadline;
    private final Callers callers;
    private final CurrentCaller currentCaller;
    private final ConnectSessions sessions;
    private final ErrorMapper errors;

    Rehearsal(
            Deadline deadline,
            Callers callers,
            CurrentCaller currentCaller,
            ConnectSessions sessions,
            ErrorMapper errors) {
        this.deadline = deadline;
        this.callers = callers;
        this.currentCaller = currentCaller;
        this.sessions = sessions;
        this.errors = errors;
    }

    /**
     * The event of a new subscription, the most frequent request, decoded from JSON as Lambda's events are. It comes
     * from a backend, which the policy stops least. A deployment that sells no subscription rehearses an update, which
     * needs no intent.
     */
    static APIGatewayV2HTTPEvent event(PolicyConfig policy, CallerConfig callers) throws IOException {
        boolean isCreate = policy.intents().orElse(List.of()).contains(IntentType.CHECKOUT_NEW_SUBSCRIPTION.toString());
        String callbackUrl = policy.callbackUrls().orElse(List.of()).stream()
                .findFirst()
                .map("\"callbackUrl\": \"%s\","::formatted)
                .orElse("");
        String json = isCreate
                ? EVENT.formatted("POST", "/connectSessions")
                : EVENT.formatted("PATCH", "/connectSessions/csn_0");
        APIGatewayV2HTTPEvent event =
                AmazonLambdaMapperRecorder.objectMapper.readValue(json, APIGatewayV2HTTPEvent.class);
        event.getRequestContext().getAuthorizer().getJwt().getClaims().put("scope", callers.backendScope());
        event.setBody(BODY.formatted((isCreate ? INTENT : "") + callbackUrl));
        return event;
    }

    /** @return the error object of the call that was not made */
    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) {
        byte[] body = event.getBody().getBytes(UTF_8);
        deadline.begin(null);
        currentCaller.set(callers.of(event));
        try {
            (event.getRouteKey().startsWith("POST") ? sessions.create(event, body) : sessions.update("csn_0", body))
                    .await()
                    .indefinitely();
            throw new IllegalStateException("The rehearsal reached Gigs.");
        } catch (RuntimeException e) {
            return errors.response(e);
        } finally {
            currentCaller.set(null);
        }
    }
}
