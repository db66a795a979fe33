package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.PolicyConfig;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.List;

/**
 * The event that start-up rehearses, decoded from JSON as Lambda's events are. It comes from a backend, which the policy stops least,
 * and asks for a new subscription, the most frequent request. A deployment that does not sell any rehearses an update, for which no
 * intent has to be allowed.
 */
@Dependent
class RehearsedRequest {

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

    private final PolicyConfig policy;
    private final CallerConfig callers;

    RehearsedRequest(PolicyConfig policy, CallerConfig callers) {
        this.policy = policy;
        this.callers = callers;
    }

    boolean isCreate() {
        return policy.intents().orElse(List.of()).contains(IntentType.CHECKOUT_NEW_SUBSCRIPTION.toString());
    }

    APIGatewayV2HTTPEvent event() throws IOException {
        String event = isCreate()
                ? EVENT.formatted("POST", "/connectSessions")
                : EVENT.formatted("PATCH", "/connectSessions/csn_0");
        APIGatewayV2HTTPEvent request =
                AmazonLambdaMapperRecorder.objectMapper.readValue(event, APIGatewayV2HTTPEvent.class);
        request.getRequestContext().getAuthorizer().getJwt().getClaims().put("scope", callers.backendScope());
        request.setBody(BODY.formatted((isCreate() ? INTENT : "") + callbackUrl()));
        return request;
    }

    private String callbackUrl() {
        return policy.callbackUrls().orElse(List.of()).stream()
                .findFirst()
                .map("\"callbackUrl\": \"%s\","::formatted)
                .orElse("");
    }
}
