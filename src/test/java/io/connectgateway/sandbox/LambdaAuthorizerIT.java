package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The sandbox with a Lambda authorizer of the partner that reads a cookie. */
class LambdaAuthorizerIT {
    private static final List<String> CONSOLE = new CopyOnWriteArrayList<>();
    private static final String AUTHORIZER = """
            case $(cat) in
              *'"identitySource":["session=known",'*) echo '{"isAuthorized":true,"context":CONTEXT}' ;;
              *'"identitySource":["session=broken",'*) exit 1 ;;
              *) echo '{"isAuthorized":false}' ;;
            esac
            """;

    @TempDir
    static Path directory;

    private static Sandbox sandbox;

    @BeforeAll
    static void start() throws IOException {
        String context = SandboxCaller.KNOWN_USER.claims().encode();
        Path script = Files.writeString(directory.resolve("authorizer.sh"), AUTHORIZER.replace("CONTEXT", context));
        var partner = PartnerLambda.of("sh " + script, "$request.header.Cookie");
        sandbox = Sandbox.start(Options.forTests().withAuthorizer(partner).withConsole(CONSOLE::add));
    }

    @AfterAll
    static void stop() {
        sandbox.close();
    }

    @Test
    void createsASessionForWhomTheAuthorizerNames() {
        create("session=known").statusCode(201).body("user", equalTo("usr_0SNlurA049MEWV4OpCwsNyC9Kn2d"));
    }

    @Test
    void answersAsApiGatewayDoesWhatTheAuthorizerRefuses() {
        create("session=unknown").statusCode(403).body("message", equalTo("Forbidden"));
        create("session=broken").statusCode(500).body("message", equalTo("Internal Server Error"));
        create("").statusCode(401).body("message", equalTo("Unauthorized")).header("www-authenticate", nullValue());

        assertEquals(
                List.of(
                        "authorizer | 403 the authorizer answered isAuthorized: false",
                        "authorizer | 500 the authorizer failed: its exit code is 1",
                        "authorizer | 401 no identity: the request has no $request.header.Cookie"),
                CONSOLE.stream().filter(line -> line.startsWith("authorizer")).toList());
    }

    @Test
    void saysHowToCallIt() {
        String banner = new Banner(sandbox).text();

        assertTrue(banner.contains("callers that sh " + directory), banner);
        assertTrue(banner.contains("-H \"Cookie: $TOKEN\""), banner);
    }

    private static ValidatableResponse create(String cookie) {
        return given().baseUri(sandbox.apiUrl())
                .header("Cookie", cookie)
                .contentType(ContentType.JSON)
                .body("{\"intent\":{\"type\":\"viewSubscriptions\"}}")
                .post("/connectSessions")
                .then();
    }
}
