package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.RuntimeValue;
import io.quarkus.runtime.ShutdownContext;
import io.quarkus.runtime.StartupContext;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import io.quarkus.vertx.http.runtime.VertxHttpRecorder;
import io.smallrye.config.SmallRyeConfig;
import io.vertx.core.Vertx;
import jakarta.enterprise.context.Dependent;
import java.io.IOException;
import java.util.List;

/**
 * Rehearses the HTTP layer too. Quarkus opens its in-memory server only after every hook of start-up, so this calls an
 * internal class of Quarkus, with null for what belongs to routes and sockets. {@link WarmUp#THROUGH_HTTP} says whether
 * it is used.
 */
@Dependent
class EarlyHttpServer {

    private final LambdaHttpHandler function;
    private final Vertx vertx;
    private final SmallRyeConfig config;

    EarlyHttpServer(LambdaHttpHandler function, Vertx vertx, SmallRyeConfig config) {
        this.function = function;
        this.vertx = vertx;
        this.config = config;
    }

    APIGatewayV2HTTPResponse answer(APIGatewayV2HTTPEvent event) throws IOException {
        var http = new RuntimeValue<>(config.getConfigMapping(VertxHttpConfig.class));
        // Nothing runs its tasks: Quarkus itself closes the server that it finds open.
        var shutdown = (ShutdownContext) new StartupContext().getValue(ShutdownContext.class.getName());
        new VertxHttpRecorder(null, null, http, null, null, null)
                .startServer(() -> vertx, shutdown, LaunchMode.current(), true, false, null, List.of(), false, true);
        return function.handleRequest(event, null);
    }
}
