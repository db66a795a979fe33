package io.connectgateway.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.Event;
import io.connectgateway.GatewayTest;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.button.ButtonModules;
import io.connectgateway.caller.Callers;
import io.connectgateway.error.ErrorMapper;
import io.connectgateway.log.Deadline;
import io.connectgateway.log.RequestLog;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.inject.Inject;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** A failure that is in no table. HostileInputTest has the events that are not of an HTTP API. */
@GatewayTest
class FrontDoorTest {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @Inject
    RequestLog requests;

    @Inject
    Deadline deadline;

    @Inject
    ButtonModules modules;

    @Inject
    Callers callers;

    @Inject
    ErrorMapper errors;

    @Test
    void answersWhateverIsThrown() throws Exception {
        Throwable bug = new IllegalStateException("of a library");
        for (Throwable thrown : List.of(bug, new StackOverflowError(), new CompletionException(bug))) {
            FrontDoor door = new FrontDoor(
                    (event, context) -> raise(thrown), null, requests, deadline, modules, callers, errors);

            APIGatewayV2HTTPResponse answer = door.handleRequest(event(), null);

            assertEquals(500, answer.getStatusCode());
            assertEquals("unknown", Json.parse(answer.getBody()).path("code").asText());
            assertTrue(log.texts().stream().noneMatch(text -> text.contains("of a library")), log.texts()::toString);
            assertTrue(log.texts().stream().noneMatch(text -> text.contains("Completion")), log.texts()::toString);
        }
    }

    private static APIGatewayV2HTTPEvent event() throws Exception {
        String event = Event.create("{}").asBackend().json().toString();
        return AmazonLambdaMapperRecorder.objectMapper.readValue(event, APIGatewayV2HTTPEvent.class);
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> APIGatewayV2HTTPResponse raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
