package io.connectgateway.startup;

import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPResponse;
import io.connectgateway.Event;
import io.connectgateway.GatewayTest;
import io.connectgateway.Json;
import io.connectgateway.LogCapture;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.IntentType;
import io.connectgateway.log.RequestLog;
import io.connectgateway.policy.PolicyConfig;
import io.quarkus.amazon.lambda.http.LambdaHttpHandler;
import io.smallrye.config.SmallRyeConfigBuilder;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A rehearsal goes as far as the call to Gigs, which is never made, and leaves no trace. */
@GatewayTest
class RehearsalTest {

    @Inject
    LambdaHttpHandler function;

    @Inject
    RequestLog requests;

    @Inject
    CallerConfig config;

    @RegisterExtension
    final LogCapture log = new LogCapture();

    @BeforeEach
    void gigsIsWell() {
        Upstream.reset();
        Upstream.gigsAnswers(jsonResponse(Reference.session().toString(), 201));
        Event.create("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .asBackend()
                .send(); // there is a token from now on
        Upstream.GIGS.resetRequests();
        Upstream.SECRETS.resetRequests();
        log.clear();
    }

    @ParameterizedTest
    @EnumSource(IntentType.class)
    void reachesTheCallToGigs(IntentType intent) throws Exception {
        PolicyConfig policy = new SmallRyeConfigBuilder()
                .withMapping(PolicyConfig.class)
                .withDefaultValue("connect.policy.intents", intent.toString())
                .withDefaultValue("connect.policy.callback-urls", "myapp://done")
                .build()
                .getConfigMapping(PolicyConfig.class);

        APIGatewayV2HTTPResponse answer = function.handleRequest(Rehearsal.event(policy, config), null);

        assertEquals("gigsTimeout", Json.parse(answer.getBody()).path("code").asText());
        assertEquals(List.of(), Upstream.gigsRequests());
        assertTrue(Upstream.SECRETS.getAllServeEvents().isEmpty());
        assertEquals(List.of(), log.texts());
        assertNull(requests.requestId());
    }
}
