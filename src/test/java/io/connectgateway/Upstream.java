package io.connectgateway;

import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.client.WireMock.jsonResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.matching;
import static com.github.tomakehurst.wiremock.client.WireMock.matchingJsonPath;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.wireMockConfig;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.client.WireMock;
import com.github.tomakehurst.wiremock.verification.LoggedRequest;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Gigs and Secrets Manager, as the function under test sees them. */
public final class Upstream implements QuarkusTestResourceLifecycleManager {

    public static final String TOKEN = "gigs_token_1";
    public static final WireMockServer GIGS =
            new WireMockServer(wireMockConfig().dynamicPort());
    public static final WireMockServer SECRETS =
            new WireMockServer(wireMockConfig().dynamicPort());

    private static final String INTENTS =
            Reference.intents().map(intent -> intent.get("type").asText()).collect(Collectors.joining(","));

    private final Map<String, String> configuration = new HashMap<>();

    @Override
    public void init(Map<String, String> arguments) {
        configuration.putAll(arguments);
    }

    @Override
    public Map<String, String> start() {
        GIGS.start();
        SECRETS.start();
        reset();
        Map<String, String> all = new HashMap<>();
        all.put("connect.gigs.project", "dev");
        all.put("connect.gigs.token-secret", "gigs/token");
        all.put("connect.policy.intents", INTENTS);
        all.put("connect.policy.callback-urls", "https://example.com,https://shop.example/done,myapp://done");
        all.put("connect.gigs.url", GIGS.baseUrl());
        all.put("connect.secrets-manager.url", SECRETS.baseUrl());
        all.put("aws.region", "eu-central-1");
        all.put("aws.access-key-id", "AKIDEXAMPLE");
        all.put("aws.secret-access-key", "secret");
        all.put("aws.session-token", "session");
        all.putAll(configuration);
        return all;
    }

    @Override
    public void stop() {
        GIGS.stop();
        SECRETS.stop();
    }

    /** Both answer as they should, and have no requests yet. */
    public static void reset() {
        GIGS.resetAll();
        SECRETS.resetAll();
        secretIs(TOKEN);
        gigsAnswersForTheUserAskedFor(201, 9); // anything that a test sets up goes first
    }

    public static void secretIs(String secret) {
        SECRETS.stubFor(post("/").willReturn(okJson(Json.of(Map.of("SecretString", secret)))));
    }

    /** Whatever Gigs is asked, it answers this. */
    public static void gigsAnswers(ResponseDefinitionBuilder answer) {
        GIGS.stubFor(any(anyUrl()).willReturn(answer));
    }

    /** A create or an update is answered with a session of the user that it asks for, or of none. */
    public static void gigsAnswersForTheUserAskedFor(int status) {
        gigsAnswersForTheUserAskedFor(status, 5);
    }

    private static void gigsAnswersForTheUserAskedFor(int status, int priority) {
        GIGS.stubFor(any(anyUrl())
                .atPriority(priority + 2)
                .willReturn(jsonResponse(Reference.session().putNull("user").toString(), status)));
        String session = Reference.session()
                .put("user", "{{jsonPath request.body '$.user'}}")
                .toString();
        GIGS.stubFor(any(anyUrl())
                .atPriority(priority)
                .withRequestBody(matchingJsonPath("$.user", matching("usr_.+")))
                .willReturn(jsonResponse(session, status).withTransformers("response-template")));
    }

    public static List<LoggedRequest> gigsRequests() {
        return GIGS.findAll(WireMock.anyRequestedFor(anyUrl()));
    }
}
