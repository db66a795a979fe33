package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.token.ProjectToken;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jboss.logging.Logger;

/**
 * Runs in Lambda's init phase, before the first request: fetches the token, opens a connection to Gigs, and meanwhile
 * rehearses a request. If a step fails, the first request repeats it.
 */
class WarmUp {

    /** Whether the rehearsal passes through the HTTP layer, by an internal class of Quarkus. */
    static final boolean THROUGH_HTTP = false;

    private static final Logger LOG = Logger.getLogger(WarmUp.class);

    private static final Duration LIMIT = Duration.ofSeconds(3);

    void start(
            @Observes StartupEvent start,
            ProjectToken token,
            Gigs gigs,
            PolicyConfig policy,
            CallerConfig callers,
            Instance<Rehearsal> rehearsal,
            Instance<EarlyHttpServer> server) {
        CompletableFuture<?> upstream = Uni.join()
                .all(token.prefetch(), gigs.connect())
                .andCollectFailures()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithNull()
                .subscribeAsCompletionStage();
        try {
            APIGatewayV2HTTPEvent event = Rehearsal.event(policy, callers);
            APIGatewayV2HTTPResponse answer =
                    THROUGH_HTTP ? server.get().answer(event) : rehearsal.get().answer(event);
            AmazonLambdaMapperRecorder.objectMapper.writeValue(OutputStream.nullOutputStream(), answer);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The rehearsal failed: %s", e.getClass().getName());
        }
        upstream.join();
    }
}
