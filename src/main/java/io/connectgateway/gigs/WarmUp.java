package io.connectgateway.gigs;

import io.connectgateway.secret.ProjectToken;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/**
 * Lambda's start-up phase, before the first request: the token is fetched, and a connection to Gigs opened beside it, so that nobody
 * at a checkout waits for either. What fails here is left to the first request.
 */
class WarmUp {

    private static final Duration LIMIT = Duration.ofSeconds(3);

    void start(
            @Observes StartupEvent start, @RestClient GigsApi api, FreshConnections connections, ProjectToken token) {
        Uni<Void> connection = api.retrieveSession("start-up", null, "start-up")
                .chain(() -> Uni.createFrom().completionStage(connections.opened()));
        Uni.join()
                .all(token.prefetch(), connection)
                .andCollectFailures()
                .ifNoItem()
                .after(LIMIT)
                .fail()
                .onFailure()
                .recoverWithNull()
                .await()
                .indefinitely();
    }
}
