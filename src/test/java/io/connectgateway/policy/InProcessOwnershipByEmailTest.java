package io.connectgateway.policy;

import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathMatching;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.connectgateway.Event;
import io.connectgateway.GatewayTest;
import io.connectgateway.Upstream;
import io.quarkus.test.junit.QuarkusTestProfile;
import io.quarkus.test.junit.TestProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Where callers are looked up by email, the user that is found is the owner. */
@GatewayTest
@TestProfile(InProcessOwnershipByEmailTest.LookUp.class)
class InProcessOwnershipByEmailTest {

    public static final class LookUp implements QuarkusTestProfile {
        @Override
        public Map<String, String> getConfigOverrides() {
            return Map.of("connect.policy.check-ownership", "true", "connect.caller.find-user-by-email", "true");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "VERIFIED_EMAIL,   usr_own,   usr_own,   201, POST GET POST",
        "VERIFIED_EMAIL,   usr_own,   usr_other, 403, POST GET",
        "VERIFIED_EMAIL,          ,   usr_own,   403, POST",
        "UNVERIFIED_EMAIL, usr_own,   usr_own,   403, ''",
        "KNOWN_USER,       usr_other, usr_own,   201, GET POST"
    })
    void asksForTheUserThatIsFound(CallerKind kind, String found, String owner, int status, String requests) {
        Upstream.reset();
        Upstream.gigsAnswersForTheUserAskedFor(201);
        String items = found == null ? "" : "{\"id\":\"" + found + "\",\"email\":\"own@example.com\"}";
        Upstream.GIGS.stubFor(post(urlPathMatching(".*/users/search"))
                .atPriority(1)
                .willReturn(jsonResponse("{\"items\":[" + items + "]}", 200)));
        Upstream.GIGS.stubFor(get(urlPathMatching(".*/subscriptions/sub_1"))
                .atPriority(1)
                .willReturn(jsonResponse("{\"id\":\"sub_1\",\"user\":\"" + owner + "\"}", 200)));
        String intent = "{\"type\":\"viewSubscription\",\"viewSubscription\":{\"subscription\":\"sub_1\"}}";

        Event.Answer answer = Event.create("{\"intent\":" + intent + "}")
                .claims(kind.claims())
                .send();

        assertEquals(status, answer.status(), answer.text());
        List<String> sent = Upstream.gigsRequests().stream()
                .map(request -> request.getMethod().getName())
                .toList();
        assertEquals(requests, String.join(" ", sent));
    }
}
