package io.connectgateway.gigs;

import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.concurrent.CompletableFuture;

@QuarkusTest
@WithTestResource(FaultyUpstream.class)
class InProcessAnswersInStepTest extends AnswersInStepTest {

    @Inject
    Gigs gigs;

    @Override
    Event.Answer firstAnswer(Event event, CompletableFuture<Void> early) {
        // The pool may still have a connection of the test before.
        do {
            gigs.connect().await().indefinitely();
        } while (FaultyUpstream.GIGS.connections() == 0);
        early.join();
        return event.send();
    }
}
