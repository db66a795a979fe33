package io.connectgateway.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Event;
import io.connectgateway.PackagedTest;
import io.connectgateway.Reference;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@PackagedTest
class PackagedErrorsIT extends ErrorsTest {

    /** API Gateway never sends these: the function reports an error to the Runtime API, and serves the next event. */
    @ParameterizedTest
    @ValueSource(
            strings = {"not JSON", "{", "[]", "5", "\"a\"", "{\"headers\":5}", "{\"headers\":{\"content-type\":[]}}"})
    @ValueSource(strings = {"{\"requestContext\":[]}", "{\"body\":{}}", "{\"isBase64Encoded\":\"maybe\"}"})
    void servesTheNextEventAfterOneThatCannotBeRead(String event) {
        var failure = assertThrows(CompletionException.class, () -> Event.Answer.to(event));
        assertTrue(failure.getMessage().contains("\"errorType\""), failure::toString);

        Event next = Event.create(Reference.create().toString()).asBackend();
        assertEquals(201, next.send().status());
    }
}
