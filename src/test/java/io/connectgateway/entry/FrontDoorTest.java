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
import io.connectgateway.sandbox.InvocationContext;
import io.quarkus.amazon.lambda.runtime.AmazonLambdaMapperRecorder;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever goes wrong on the way in, and events that are not of an HTTP API. */
@GatewayTest
class FrontDoorTest {

    private static final String REST_API = """
            {"version":"1.0","resource":"/connectSessions","path":"/connectSessions","httpMethod":"POST","headers":{"a":"b"},
             "multiValueHeaders":{"a":["b"]},"queryStringParameters":null,"pathParameters":null,"stageVariables":null,
             "requestContext":{"resourceId":"x","authorizer":{"claims":{"sub":"x"}},"resourcePath":"/connectSessions",
              "httpMethod":"POST","requestId":"1","identity":{"sourceIp":"203.0.113.7"},"stage":"prod"},
             "body":"{}","isBase64Encoded":false}""";

    private static final String LOAD_BALANCER = """
            {"requestContext":{"elb":{"targetGroupArn":"arn:aws:elasticloadbalancing:x"}},"httpMethod":"POST",
             "path":"/connectSessions","queryStringParameters":{},"headers":{"host":"x"},"body":"{}","isBase64Encoded":false}""";

    private static final String SCHEDULE = """
            {"version":"0","id":"1","detail-type":"Scheduled Event","source":"aws.events","resources":[],"detail":{}}""";

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

    @ParameterizedTest
    @ValueSource(strings = {REST_API, LOAD_BALANCER, SCHEDULE, "{}"})
    void saysOnceWhichEventsItExpects(String event) {
        Event.Answer answer = Event.Answer.to(event);

        assertEquals(401, answer.status());
        assertEquals("unauthenticated", answer.json().path("code").asText());
        List<String> errors = errorLines();
        assertEquals(1, errors.size(), errors::toString);
        assertTrue(errors.get(0).contains("payload format 2.0 and an authorizer"), errors.get(0));
        assertEquals(1, log.requests().size());
    }

    @Test
    void saysNothingOfThatWhereATokenAloneIsMissing() {
        assertEquals(401, Event.create("{}").send().status());

        assertEquals(List.of(), errorLines());
    }

    @Test
    void answersWhateverIsThrown() throws Exception {
        for (Throwable thrown : List.of(new IllegalStateException("of a library"), new StackOverflowError())) {
            FrontDoor door =
                    new FrontDoor((event, context) -> raise(thrown), requests, deadline, modules, callers, errors);

            APIGatewayV2HTTPResponse answer = door.handleRequest(event(), InvocationContext.starting("1", 5_000));

            assertEquals(500, answer.getStatusCode());
            assertEquals("unknown", Json.parse(answer.getBody()).path("code").asText());
            assertTrue(log.texts().stream().noneMatch(text -> text.contains("of a library")), log.texts()::toString);
        }
    }

    private static APIGatewayV2HTTPEvent event() throws Exception {
        String event = Event.create("{}").asBackend().json().toString();
        return AmazonLambdaMapperRecorder.objectMapper.readValue(event, APIGatewayV2HTTPEvent.class);
    }

    private List<String> errorLines() {
        return log.lines().stream()
                .filter(line -> line.level().equals("ERROR"))
                .map(LogCapture.Line::message)
                .toList();
    }

    @SuppressWarnings("unchecked")
    private static <T extends Throwable> APIGatewayV2HTTPResponse raise(Throwable thrown) throws T {
        throw (T) thrown;
    }
}
