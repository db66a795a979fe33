package io.connectgateway.bench;

import static org.hamcrest.MatcherAssert.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.bench.Candidate.Kind;
import io.connectgateway.sandbox.FunctionCode;
import io.connectgateway.sandbox.LocalServer;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a candidate does wrong ends the run, and says what. */
class TrialTest {

    private static final String POLL = """
            import java.net.*;
            import java.net.http.*;
            public class Peer {
                static HttpClient http = HttpClient.newHttpClient();
                static String env(String name) { return System.getenv(name); }
                static HttpResponse<String> send(String method, String url, String body, String... headers) throws Exception {
                    var request = HttpRequest.newBuilder(URI.create(url)).method(method, HttpRequest.BodyPublishers.ofString(body));
                    for (int i = 0; i < headers.length; i += 2) request.header(headers[i], headers[i + 1]);
                    return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
                }
                static int create(String token) throws Exception {
                    return send("POST", env("CONNECT_GIGS_URL") + "/projects/" + env("CONNECT_GIGS_PROJECT") + "/connectSessions",
                            "{\\"user\\":\\"usr_0SNlurA049MEWV4OpCwsNyC9Kn2d\\"}", "Authorization", "Bearer " + token).statusCode();
                }
                static String token() throws Exception {
                    String secret = send("POST", env("AWS_ENDPOINT_URL_SECRETS_MANAGER"),
                            "{\\"SecretId\\":\\"" + env("CONNECT_GIGS_TOKEN_SECRET") + "\\"}",
                            "X-Amz-Target", "secretsmanager.GetSecretValue", "Authorization", "AWS4-HMAC-SHA256 Credential=a").body();
                    return secret.replaceAll(".*(live_\\\\w+).*", "$1");
                }
                public static void main(String[] args) throws Exception {
                    System.out.println("peer is up");
                    String api = "http://" + env("AWS_LAMBDA_RUNTIME_API") + "/2018-06-01/runtime/invocation/";
                    while (true) {
                        var event = send("GET", api + "next", "");
                        String id = event.headers().firstValue("Lambda-Runtime-Aws-Request-Id").get();
                        int status = 201;
                        %s
                        send("POST", api + id + "/response", "{\\"statusCode\\":" + status + "}");
                    }
                }
            }
            """;

    @TempDir
    Path directory;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        LocalServer.await(vertx.close());
    }

    @Test
    void measuresAPeerThatDoesItsWork() throws Exception {
        try (Trial trial = trial(java("status = create(token());"))) {
            ColdStart start = trial.coldStart();

            assertTrue(start.init() > 0 && start.firstRequest() > 0, start::toString);
            assertEquals(start.init() + start.firstRequest(), start.total(), start.total() / 5);
            Long switches = trial.contextSwitches();
            assertTrue(trial.request() < start.total());
            assertTrue(switches == null || trial.contextSwitches() > switches, "only Linux tells");
            assertTrue(trial.connections() > 0);
        }
    }

    @Test
    void refusesAnAnswerOtherThan201() throws Exception {
        assertThat(failure(java("status = create(\"wrong\");")), containsString("It answered {\"statusCode\":400}"));
    }

    @Test
    void refusesAnAnswerWithoutACallToGigs() throws Exception {
        assertThat(failure(java("token();")), containsString("After 1 invocations Gigs has created 0 sessions"));
    }

    @Test
    void refusesAnAnswerWithTwoCallsToGigs() throws Exception {
        assertThat(
                failure(java("create(token()); create(token());")),
                containsString("After 1 invocations Gigs has created 2 sessions"));
    }

    @Test
    void saysWhatTheProcessPrintedBeforeItEnded() {
        assertThat(failure(List.of(FunctionCode.java(), "-XX:NoSuchFlag")), containsString("NoSuchFlag"));
    }

    @Test
    void saysThatThereIsNoSuchCommand() {
        assertThat(failure(List.of("no-such-command")), containsString("no-such-command"));
    }

    private List<String> java(String work) throws Exception {
        Path source = directory.resolve("Peer.java");
        Files.writeString(source, POLL.formatted(work));
        return List.of(FunctionCode.java(), source.toString());
    }

    private String failure(List<String> command) {
        try (Trial trial = trial(command)) {
            return assertThrows(IllegalStateException.class, trial::coldStart).getMessage();
        }
    }

    private Trial trial(List<String> command) {
        return new Trial(new Candidate("peer", Kind.PEER, command, directory, null, null), Setting.NONE, vertx, null);
    }
}
