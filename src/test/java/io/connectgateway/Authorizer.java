package io.connectgateway;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/** Who verifies the callers of a deployment, and how an event then has their claims. */
public enum Authorizer {

    /** API Gateway's own: each claim is a string. */
    JWT,

    /** The partner's own function: what is true or false is a boolean, and a list is an array. */
    LAMBDA;

    /** The member {@code authorizer} of an event's request context. */
    ObjectNode context(Map<String, String> claims) {
        ObjectNode context = JsonNodeFactory.instance.objectNode();
        if (this == JWT) {
            claims.forEach(context.withObject("jwt").withObject("claims")::put);
            context.withObject("jwt").putNull("scopes");
            return context;
        }
        ObjectNode lambda = context.putObject("lambda");
        claims.forEach((name, value) -> {
            switch (name) {
                case "email_verified" -> lambda.put(name, Boolean.parseBoolean(value));
                case "scope" -> lambda.putPOJO(name, value.split(" "));
                default -> lambda.put(name, value);
            }
        });
        return context;
    }
}
