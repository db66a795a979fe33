package io.connectgateway;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.sandbox.InvocationContext;
import io.connectgateway.sandbox.PackagedFunction;
import io.connectgateway.sandbox.ProxyEvent;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.arc.Arc;
import io.quarkus.arc.InstanceHandle;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/** An event of API Gateway's HTTP API, payload format 2.0, and the function's answer to it. */
public final class Event {

    public static final String SESSIONS = "/connectSessions";

    private final ObjectNode json;

    private Event(String method, String path) {
        String route = path.startsWith(SESSIONS + "/") ? SESSIONS + "/{id}" : path;
        String event =
                ProxyEvent.of(method, path, method + " " + route, "203.0.113.7").encode();
        json = (ObjectNode) Json.parse(event);
        header("host", "api.shop.example").header("content-type", "application/json");
    }

    /** An event without an authorizer context. */
    public static Event of(String method, String path) {
        return new Event(method, path);
    }

    public static Event create(String body) {
        return of("POST", SESSIONS).body(body);
    }

    public static Event retrieve(String id) {
        return of("GET", SESSIONS + "/" + id);
    }

    public static Event update(String id, String body) {
        return of("PATCH", SESSIONS + "/" + id).body(body);
    }

    public Event body(String body) {
        json.put("body", body);
        return this;
    }

    public Event header(String name, String value) {
        json.withObject("headers").put(name, value);
        return this;
    }

    /** The claims as the JWT authorizer hands them over. */
    public Event claims(Map<String, String> claims) {
        return claims(Authorizer.JWT, claims);
    }

    public Event claims(Authorizer authorizer, Map<String, String> claims) {
        json.withObject("requestContext").set("authorizer", authorizer.context(claims));
        return this;
    }

    public Event as(String subject) {
        return claims(Map.of("sub", subject));
    }

    public Event asBackend() {
        return claims(Map.of("sub", "backend", "client_id", "shop-backend", "scope", "connect:backend"));
    }

    public ObjectNode json() {
        return json;
    }

    public Answer send() {
        return Answer.to(json.toString());
    }

    /** @param timeout of the function, which leaves half a second of it unused */
    public Answer sendWithin(Duration timeout) {
        return Answer.to(json.toString(), timeout);
    }

    /** The answer that the function hands back to API Gateway. */
    public record Answer(int status, Map<String, String> headers, String text) {

        /** The answer to an event, whatever that is, of the function in this process or of the packaged one. */
        public static Answer to(String event) {
            return to(event, PackagedFunction.TIMEOUT);
        }

        private static Answer to(String event, Duration timeout) {
            return PackagedGateway.current()
                    .map(packaged -> packaged.answer(event, timeout))
                    .orElseGet(() -> inProcess(event, timeout));
        }

        /** Without Quarkus' stand-in for the Runtime API, which may lose an event while Quarkus starts anew. */
        private static Answer inProcess(String event, Duration timeout) {
            ObjectMapper json = AmazonLambdaMapperRecorder.objectMapper;
            try (InstanceHandle<LambdaHttpHandler> function = Arc.container().instance(LambdaHttpHandler.class)) {
                APIGatewayV2HTTPEvent decoded = json.readValue(event, APIGatewayV2HTTPEvent.class);
                Context context = InvocationContext.starting(UUID.randomUUID().toString(), (int) timeout.toMillis());
                return of(json.valueToTree(function.get().handleRequest(decoded, context)));
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }

        /** From the response object that the function hands over. */
        public static Answer of(JsonNode answer) {
            Map<String, String> headers = new java.util.TreeMap<>(String.CASE_INSENSITIVE_ORDER);
            answer.path("headers")
                    .properties()
                    .forEach(h -> headers.put(h.getKey(), h.getValue().asText()));
            return new Answer(
                    answer.path("statusCode").asInt(),
                    headers,
                    answer.path("body").asText());
        }

        public JsonNode json() {
            return Json.parse(text);
        }
    }
}
