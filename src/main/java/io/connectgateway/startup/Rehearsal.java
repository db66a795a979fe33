package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.PolicyConfig;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;

/**
 * A request that start-up puts to the function itself, so that the first shopper waits for no class, route, deserializer or
 * validator. It is decoded from JSON as Lambda's events are and goes the way of every request, up to the call to Gigs, which is not
 * made: its time is up before it begins. It comes from a backend, which the policy stops least, and asks for a new subscription, the
 * commonest request of all; a deployment that does not sell any rehearses an update, for which no intent has to be allowed.
 */
@Dependent
class Rehearsal {

    private static final String EVENT = """
            {"version": "2.0", "routeKey": "%1$s %2$s", "rawPath": "%2$s", "headers": {"content-type": "application/json"},
             "requestContext": {"http": {"method": "%1$s", "path": "%2$s"},
              "authorizer": {"jwt": {"claims": {"sub": "rehearsal"}}}}}
            """;

    private static final String BODY = """
            {%s "appearance": {"theme": "light"}, "userDetails": {"birthday": "1990-12-31", "email": "nobody@example.com",
              "fullName": "Nobody", "preferredLocale": "en-US", "metadata": {"key": "value"}}}
            """;

    private static final String INTENT = """
            "intent": {"type": "checkoutNewSubscription", "checkoutNewSubscription": {"plan": "pln_0"}},
            """;

    private final LambdaHttpHandler function;
    private final PolicyConfig policy;
    private final CallerConfig callers;
    private final ObjectMapper json = AmazonLambdaMapperRecorder.objectMapper;

    Rehearsal(LambdaHttpHandler function, PolicyConfig policy, CallerConfig callers) {
        this.function = function;
        this.policy = policy;
        this.callers = callers;
    }

    /** Serves the request; the in-memory HTTP server must be open. */
    APIGatewayV2HTTPResponse perform() throws IOException {
        boolean sells = policy.intents().orElse(List.of()).contains(IntentType.CHECKOUT_NEW_SUBSCRIPTION.toString());
        String event = sells
                ? EVENT.formatted("POST", "/connectSessions")
                : EVENT.formatted("PATCH", "/connectSessions/csn_0");
        APIGatewayV2HTTPEvent request = json.readValue(event, APIGatewayV2HTTPEvent.class);
        request.getRequestContext().getAuthorizer().getJwt().getClaims().put("scope", callers.backendScope());
        request.setBody(BODY.formatted((sells ? INTENT : "") + callbackUrl()));
        APIGatewayV2HTTPResponse answer = function.handleRequest(request, null);
        json.writeValue(OutputStream.nullOutputStream(), answer);
        return answer;
    }

    private String callbackUrl() {
        return policy.callbackUrls().orElse(List.of()).stream()
                .findFirst()
                .map("\"callbackUrl\": \"%s\","::formatted)
                .orElse("");
    }
}
