package io.connectgateway.entry;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import jakarta.ws.rs.NotAllowedException;
import jakarta.ws.rs.NotFoundException;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The call that an event asks for, whatever stands before it in the raw path. */
class RoutesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            POST  | POST /connectSessions       | -     | $default | /connectSessions            | /connectSessions
            POST  | POST /connectSessions       | -     | prod     | /prod/connectSessions       | /connectSessions
            POST  | POST /connectSessions       | -     | $default | /v1/connectSessions         | /connectSessions
            GET   | GET /connectSessions/{id}   | csn_1 | prod     | /prod/connectSessions/csn_1 | /connectSessions/csn_1
            PATCH | PATCH /connectSessions/{id} | csn_1 | $default | /v1/x/connectSessions/csn_1 | /connectSessions/csn_1
            GET   | ANY /connectSessions/{id}   | csn_1 | $default | /v1/connectSessions/csn_1   | /connectSessions/csn_1
            GET   | GET /connectSessions/{id}   | -     | $default | /connectSessions/csn_1      | /connectSessions/csn_1
            GET   | $default                    | -     | prod     | /prod/connectSessions/csn_1 | /connectSessions/csn_1
            GET   | ANY /{proxy+}               | -     | prod     | /prod/connectSessions/csn_1 | /connectSessions/csn_1
            POST  | -                           | -     | -        | /connectSessions            | /connectSessions
            """)
    void finds(String method, String routeKey, String id, String stage, String rawPath, String path) {
        APIGatewayV2HTTPEvent event = event(method, routeKey, id, stage, rawPath);

        Routes.check(event);

        assertEquals(path, event.getRawPath());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            GET  | GET /connectSessions/{id} | ../users  | $default | /connectSessions/x
            GET  | GET /connectSessions/{id} | csn_1/x   | $default | /connectSessions/csn_1
            GET  | GET /connectSessions/{id} | ''        | $default | /connectSessions/csn_1
            GET  | GET /connectSessions/{id} | csn%2F1   | $default | /connectSessions/csn_1
            GET  | $default                  | -         | prod     | /test/connectSessions
            GET  | -                         | -         | $default | /v1/connectSessions
            GET  | GET /users                | -         | $default | /users
            GET  | -                         | -         | prod     | /prodconnectSessions
            GET  | -                         | -         | -        | -
            """)
    void findsNone(String method, String routeKey, String id, String stage, String rawPath) {
        APIGatewayV2HTTPEvent event = event(method, routeKey, id, stage, rawPath);

        assertThrows(NotFoundException.class, () -> Routes.check(event));
    }

    @ParameterizedTest
    @CsvSource({"GET, POST /connectSessions", "DELETE, ANY /connectSessions", "-, ANY /connectSessions"})
    void takesNoOtherMethod(String method, String routeKey) {
        APIGatewayV2HTTPEvent event = event(method, routeKey, null, "$default", "/connectSessions");

        assertThrows(NotAllowedException.class, () -> Routes.check(event));
    }

    private static APIGatewayV2HTTPEvent event(
            String method, String routeKey, String id, String stage, String rawPath) {
        RequestContext.Http http =
                RequestContext.Http.builder().withMethod(method).build();
        return APIGatewayV2HTTPEvent.builder()
                .withRouteKey(routeKey)
                .withRawPath(rawPath)
                .withPathParameters(id == null ? null : Map.of("id", id))
                .withRequestContext(
                        RequestContext.builder().withStage(stage).withHttp(http).build())
                .build();
    }
}
