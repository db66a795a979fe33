package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.token.ProjectToken;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Runs in Lambda's init phase, before the first request: fetches the token, opens a connection to Gigs, and meanwhile
 * rehearses a request. If a step fails, the first request repeats it.
 */
class WarmUp {

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    void start(
            @Observes StartupEvent start,
            ProjectToken token,
            Gigs gigs,
            PolicyConfig policy,
            CallerConfig callers,
            Instance<LambdaHttpHandler> function) {
        CompletableFuture<?> upstream = Uni.join()
                .all(token.prefetch(), gigs.connect())
                .andCollectFailures()
                .subscribeAsCompletionStage();
        try {
            APIGatewayV2HTTPResponse answer = function.get().handleRequest(Rehearsal.event(policy, callers), null);
            AmazonLambdaMapperRecorder.objectMapper.writeValue(OutputStream.nullOutputStream(), answer);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The rehearsal failed: %s", e.getClass().getName());
        }
        upstream.completeOnTimeout(null, 3, TimeUnit.SECONDS).join();
    }
}
