package io.connectgateway.token;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.connectgateway.Event;
import io.connectgateway.Event.Answer;
import io.connectgateway.LogCapture;
import io.connectgateway.Reference;
import io.connectgateway.Upstream;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The secret changes under a running function. */
abstract class RotationTest {

    @RegisterExtension
    final LogCapture log = new LogCapture();

    private final String token = "gigs_" + UUID.randomUUID();

    @BeforeEach
    void gigsKnowsOnlyTheNewToken() {
        Upstream.reset();
        Upstream.GIGS.stubFor(any(anyUrl())
                .atPriority(8)
                .willReturn(
                        jsonResponse("{\"object\":\"error\",\"type\":\"unauthenticated\",\"message\":\"No.\"}", 401)));
        Upstream.GIGS.stubFor(any(anyUrl())
                .withHeader("Authorization", equalTo("Bearer " + token))
                .willReturn(jsonResponse(Reference.session().toString(), 201)));
    }

    @AfterEach
    void rotateBack() {
        Upstream.reset();
        Upstream.GIGS.stubFor(any(anyUrl()).willReturn(aResponse().withStatus(401)));
        create();
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s", "  %s\n", "{\"token\":\"%s\"}", "{\"token\":\"%s\",\"project\":\"dev\"}\n"})
    void losesNoRequest(String secret) {
        Upstream.secretIs(secret.formatted(token));

        assertEquals(201, create().status());

        List<LoggedRequest> sent = Upstream.gigsRequests();
        assertEquals(2, sent.size());
        assertEquals(sent.get(0).getBodyAsString(), sent.get(1).getBodyAsString());
        assertEquals(1, Upstream.SECRETS.getAllServeEvents().size());
        assertTrue(log.requests().get(0).path("tokenRefreshed").booleanValue());
    }

    private static Answer create() {
        return Event.create(Reference.create().toString()).asBackend().send();
    }
}
