package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import java.util.Arrays;
import java.util.List;

/**
 * A Lambda authorizer that runs on this machine.
 *
 * @param target an http address that gets the event as a POST, or a command that reads it from standard input
 */
record PartnerLambda(String target, List<IdentitySource> sources) implements PartnerAuthorizer {

    static PartnerLambda of(String target, String sources) {
        if (target.isBlank()) {
            throw new IllegalArgumentException("sandbox.authorizer is empty: give an http address or a command.");
        }
        String expressions = sources == null ? "$request.header.Authorization" : sources;
        return new PartnerLambda(
                target.strip(),
                Arrays.stream(expressions.split(","))
                        .map(String::strip)
                        .map(IdentitySource::of)
                        .toList());
    }

    @Override
    public Authorizer start(Vertx vertx) {
        var call =
                target.matches("https?://.*") ? new AuthorizerUrl(vertx, target) : new AuthorizerCommand(vertx, target);
        return new LambdaAuthorizer(sources, call);
    }

    @Override
    public String description() {
        return "callers that " + target + " accepts";
    }

    @Override
    public String header() {
        String name = sources.stream()
                .filter(IdentitySource::header)
                .map(IdentitySource::name)
                .findFirst()
                .orElse("Authorization");
        return name + (name.equalsIgnoreCase("authorization") ? ": Bearer $TOKEN" : ": $TOKEN");
    }
}
