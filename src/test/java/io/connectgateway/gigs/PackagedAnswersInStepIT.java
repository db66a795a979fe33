package io.connectgateway.gigs;

import io.connectgateway.Event;
import io.connectgateway.FaultyUpstream;
import io.connectgateway.PackagedTest;
import io.connectgateway.sandbox.PackagedFunction;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

@PackagedTest(FaultyUpstream.class)
class PackagedAnswersInStepIT extends AnswersInStepTest {

    @Override
    Event.Answer firstAnswer(Event event, CompletableFuture<Void> early) throws Exception {
        try (PackagedFunction function =
                PackagedFunction.start(FaultyUpstream.GIGS, FaultyUpstream.SECRETS, Map.of(), line -> {})) {
            early.join();
            return function.invoke(event.json().toString());
        }
    }
}
