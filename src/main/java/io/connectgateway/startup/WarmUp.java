package io.connectgateway.startup;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.gigs.Gigs;
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
 * Lambda's init phase, before the first request: fetches the token, opens a connection to Gigs beside it, and meanwhile rehearses a
 * request. The first request does again what fails here.
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
            RehearsedRequest request,
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
            APIGatewayV2HTTPEvent event = request.event();
            APIGatewayV2HTTPResponse answer =
                    THROUGH_HTTP ? server.get().answer(event) : rehearsal.get().answer(event);
            AmazonLambdaMapperRecorder.objectMapper.writeValue(OutputStream.nullOutputStream(), answer);
        } catch (IOException | RuntimeException e) {
            LOG.warnf("The rehearsal failed: %s", e.getClass().getName());
        }
        upstream.join();
    }
}
