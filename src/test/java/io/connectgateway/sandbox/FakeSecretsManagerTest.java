package io.connectgateway.sandbox;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;

import io.restassured.parsing.Parser;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The fake Secrets Manager refuses as AWS does. {@link SandboxIT} shows that it takes the function's signature. */
class FakeSecretsManagerTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final AwsKeys KEYS = new AwsKeys("ASIAEXAMPLE", "secret", "session");
    private static final FakeSecretsManager SECRETS = new FakeSecretsManager(VERTX, KEYS, "token");

    @AfterAll
    static void stop() {
        LocalServer.await(VERTX.close());
    }

    @Test
    void refusesARequestWithoutASignature() {
        given().post(SECRETS.url())
                .then()
                .using()
                .defaultParser(Parser.JSON)
                .statusCode(400)
                .body("__type", equalTo("MissingAuthenticationTokenException"));
    }

    @ParameterizedTest
    @CsvSource({
        "ASIAOTHER, session, UnrecognizedClientException",
        "ASIAEXAMPLE, another session, UnrecognizedClientException",
        "ASIAEXAMPLE, session, InvalidSignatureException"
    })
    void refusesAnUnknownKeyAndAWrongSignature(String accessKey, String sessionToken, String type) {
        // An old signature is refused too, with the same error.
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");

        given().header("X-Amz-Target", "secretsmanager.GetSecretValue")
                .header("X-Amz-Date", now)
                .header("X-Amz-Security-Token", sessionToken)
                .header(
                        "Authorization",
                        "AWS4-HMAC-SHA256 Credential=" + accessKey
                                + "/20150830/eu-central-1/secretsmanager/aws4_request, "
                                + "SignedHeaders=host;x-amz-date, Signature=" + "0".repeat(64))
                .contentType("application/x-amz-json-1.1")
                .body("{\"SecretId\":\"gigs/project-token\"}".getBytes(StandardCharsets.UTF_8))
                .post(SECRETS.url())
                .then()
                .using()
                .defaultParser(Parser.JSON)
                .statusCode(400)
                .body("__type", equalTo(type));
    }
}
