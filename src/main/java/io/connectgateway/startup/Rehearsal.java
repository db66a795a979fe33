package io.connectgateway.startup;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.session.ConnectSessions;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.smallrye.mutiny.Uni;
import jakarta.annotation.Priority;
import jakarta.decorator.Decorator;
import jakarta.decorator.Delegate;
import jakarta.enterprise.inject.Any;
import java.io.IOException;
import java.util.List;

/**
 * Passes the request that start-up rehearses from the front door to the sessions, because Quarkus opens the HTTP layer
 * after every hook of start-up. Then the first shopper does not wait until the gateway's classes are loaded.
 */
@Decorator
@Priority(2)
class Rehearsal implements RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> {

    private static final String SESSIONS = "/connectSessions";

    private static final String EVENT = """
            {"version": "2.0", "routeKey": "%1$s %2$s", "rawPath": "%2$s",
             "headers": {"content-type": "application/json"},
             "requestContext": {"http": {"method": "%1$s", "path": "%2$s"},
              "authorizer": {"jwt": {"claims": {"sub": "rehearsal"}}}}}
            """;

    private static final String BODY = """
            {%s "callbackUrl": %s, "appearance": {"theme": "light"},
             "userDetails": {"birthday": "1990-12-31", "email": "shopper@example.com", "fullName": "A Shopper",
              "preferredLocale": "en-US", "metadata": {"key": "value"}}}
            """;

    private static final String INTENT = """
            "intent": {"type": "checkoutNewSubscription", "checkoutNewSubscription": {"plan": "pln_0"}},
            """;

    private final ConnectSessions sessions;

    Rehearsal(
            @Delegate @Any RequestHandler<APIGatewayV2HTTPEvent, APIGatewayV2HTTPResponse> replaced,
            ConnectSessions sessions) {
        this.sessions = sessions;
    }

    /** @param context null: time is up before the rehearsal begins, so it ends at the call to Gigs */
    @Override
    public APIGatewayV2HTTPResponse handleRequest(APIGatewayV2HTTPEvent event, Context context) {
        byte[] body = event.getBody().getBytes(UTF_8);
        boolean isCreate = event.getRouteKey().startsWith("POST");
        Uni<?> answer = isCreate ? sessions.create(event, body) : sessions.update("csn_0", body);
        answer.await().indefinitely();
        throw new IllegalStateException("The rehearsal reached Gigs.");
    }

    /**
     * The event of a new subscription, the most frequent request, decoded from JSON as Lambda's events are. It comes
     * from a backend, which the policy stops least. A deployment that sells no subscription rehearses an update, which
     * needs no intent.
     */
    static APIGatewayV2HTTPEvent event(PolicyConfig policy, CallerConfig callers) throws IOException {
        boolean isCreate = policy.intents().orElse(List.of()).contains(IntentType.CHECKOUT_NEW_SUBSCRIPTION.toString());
        String callbackUrl =
                policy.callbackUrls().map(urls -> '"' + urls.get(0) + '"').orElse("null");
        String json = isCreate ? EVENT.formatted("POST", SESSIONS) : EVENT.formatted("PATCH", SESSIONS + "/csn_0");
        APIGatewayV2HTTPEvent event =
                AmazonLambdaMapperRecorder.objectMapper.readValue(json, APIGatewayV2HTTPEvent.class);
        String scope = callers.backendScope().orElseThrow();
        event.getRequestContext().getAuthorizer().getJwt().getClaims().put("scope", scope);
        event.setBody(BODY.formatted(isCreate ? INTENT : "", callbackUrl));
        return event;
    }
}
