package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.telemetry.Invocation;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.enterprise.context.Dependent;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;

/**
 * A request of nobody's that start-up serves with the whole of the function, from the event's JSON to the answer's, so that the first
 * shopper waits for no class, mapper, route or validator (README, "What it costs", has what that saves). The time of this request is
 * up before it begins, and a request whose time is up sends nothing upstream.
 */
@Dependent
class Rehearsal {

    private static final String EVENT = """
            {"version": "2.0", "routeKey": "POST /connectSessions", "rawPath": "/connectSessions", "rawQueryString": "",
             "headers": {"content-type": "application/json", "accept": "*/*"}, "isBase64Encoded": false,
             "requestContext": {"routeKey": "POST /connectSessions", "stage": "$default", "timeEpoch": 0,
              "authorizer": {"jwt": {"claims": {"sub": "rehearsal"}, "scopes": []}},
              "http": {"method": "POST", "path": "/connectSessions", "protocol": "HTTP/1.1", "sourceIp": "127.0.0.1"}}}
            """;

    private static final String USER_DETAILS = """
            {"birthday": "1990-12-31", "email": "nobody@example.com", "fullName": "Nobody", "preferredLocale": "en-US",
             "metadata": {"key": "value"}}
            """;

    private final LambdaHttpHandler function;
    private final Invocation invocation;
    private final PolicyConfig policy;
    private final CallerConfig callers;
    private final ObjectMapper json = AmazonLambdaMapperRecorder.objectMapper;

    Rehearsal(LambdaHttpHandler function, Invocation invocation, PolicyConfig policy, CallerConfig callers) {
        this.function = function;
        this.invocation = invocation;
        this.policy = policy;
        this.callers = callers;
    }

    /** Serves the request; the in-memory HTTP server must be open. */
    APIGatewayV2HTTPResponse perform() throws IOException {
        APIGatewayV2HTTPEvent event =
                json.readerFor(APIGatewayV2HTTPEvent.class).readValue(json.writeValueAsBytes(event()));
        APIGatewayV2HTTPResponse answer =
                invocation.rehearse(() -> function.handleRequest(event, new RehearsalContext()));
        json.writerFor(APIGatewayV2HTTPResponse.class).writeValue(new ByteArrayOutputStream(), answer);
        return answer;
    }

    /** Asked for by a backend, with an intent and a callback URL that this deployment allows: so it gets past the policy. */
    private JsonNode event() throws IOException {
        ObjectNode event = (ObjectNode) json.readTree(EVENT);
        ((ObjectNode) event.at("/requestContext/authorizer/jwt/claims")).put("scope", callers.backendScope());
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.putObject("appearance").put("theme", "light");
        policy.callbackUrls().orElse(List.of()).stream().findFirst().ifPresent(url -> body.put("callbackUrl", url));
        body.set("userDetails", json.readTree(USER_DETAILS));
        body.set("intent", intent(policy.intents().get(0)));
        return event.put("body", body.toString());
    }

    private static ObjectNode intent(String type) {
        ObjectNode intent = JsonNodeFactory.instance.objectNode().put("type", type);
        switch (type) {
            case "updatePaymentMethod", "updateUserAddress", "updateUserFullName", "viewSubscriptions" -> {}
            case "checkoutNewSubscription" -> intent.putObject(type).put("plan", "pln_0");
            case "confirmPayment" -> intent.putObject(type).put("payment", "pay_0");
            case "checkoutAddon" ->
                intent.putObject(type)
                        .put("subscription", "sub_0")
                        .putArray("addons")
                        .add("add_0");
            default -> intent.putObject(type).put("subscription", "sub_0");
        }
        return intent;
    }
}
