package io.connectgateway.sandbox;

import io.vertx.core.Vertx;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A stand-in for AWS Secrets Manager: {@code GetSecretValue} of one secret, for signed requests.
 *
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/API_GetSecretValue.html">
 *     GetSecretValue</a>
 * @see <a href="https://docs.aws.amazon.com/secretsmanager/latest/apireference/CommonErrors.html">Common errors</a>
 */
public final class FakeSecretsManager implements AutoCloseable {
    static final String NAME = "gigs/project-token";
    static final String REGION = "eu-central-1";

    private static final String ARN = "arn:aws:secretsmanager:" + REGION + ":000000000000:secret:" + NAME + "-a1b2c3";
    private static final Duration CLOCK_SKEW = Duration.ofMinutes(5);
    private static final DateTimeFormatter AMZ_DATE =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssX").withZone(ZoneOffset.UTC);

    private record Version(String id, String secretString, Instant created) {}

    private final AwsKeys keys;
    private final LocalServer server;
    private final AtomicInteger reads = new AtomicInteger();
    private volatile Version current;

    FakeSecretsManager(Vertx vertx, AwsKeys keys, String token) {
        this.keys = keys;
        rotate(token);
        Router router = Router.router(vertx);
        router.post("/").handler(BodyHandler.create(false)).handler(this::handle);
        server = LocalServer.start(vertx, router);
    }

    String url() {
        return server.url();
    }

    /** Stores {@code token} as the secret's new version. */
    public void rotate(String token) {
        String secretString = JsonObject.of("token", token).encode();
        current = new Version(UUID.randomUUID().toString(), secretString, Instant.now());
    }

    /** How often the secret was read. */
    public int reads() {
        return reads.get();
    }

    private void handle(RoutingContext ctx) {
        Map<String, String> headers = new HashMap<>();
        ctx.request().headers().forEach(h -> headers.put(h.getKey().toLowerCase(Locale.ROOT), h.getValue()));
        var signature = AwsSignature.parse(headers.get("authorization"));
        if (signature == null) {
            refuse(ctx, "MissingAuthenticationTokenException", "Missing Authentication Token");
        } else if (!signature.accessKey().equals(keys.accessKeyId())
                || !keys.sessionToken().equals(headers.get("x-amz-security-token"))) {
            refuse(ctx, "UnrecognizedClientException", "The security token included in the request is invalid.");
        } else if (!signature.region().equals(REGION)
                || !signature.service().equals("secretsmanager")
                || !signature.signs("POST", "/", headers, body(ctx), keys.secretAccessKey())) {
            refuse(
                    ctx,
                    "InvalidSignatureException",
                    "The request signature we calculated does not match the signature you provided.");
        } else if (late(headers.get("x-amz-date"))) {
            refuse(ctx, "InvalidSignatureException", "Signature expired: " + headers.get("x-amz-date"));
        } else if (!"secretsmanager.GetSecretValue".equals(headers.get("x-amz-target"))
                || !"application/x-amz-json-1.1".equals(headers.get("content-type"))) {
            refuse(ctx, "UnknownOperationException", "The operation is not known.");
        } else {
            getSecretValue(ctx);
        }
    }

    private void getSecretValue(RoutingContext ctx) {
        String id;
        try {
            id = ctx.body().asJsonObject().getString("SecretId");
        } catch (DecodeException | ClassCastException e) {
            refuse(ctx, "SerializationException", "The body is not a JSON object with a SecretId.");
            return;
        }
        if (!NAME.equals(id) && !ARN.equals(id)) {
            refuse(ctx, "ResourceNotFoundException", "Secrets Manager can't find the specified secret.");
            return;
        }
        reads.incrementAndGet();
        Version version = current;
        answer(
                ctx,
                200,
                JsonObject.of("ARN", ARN, "Name", NAME, "VersionId", version.id())
                        .put("SecretString", version.secretString())
                        .put("VersionStages", JsonArray.of("AWSCURRENT"))
                        .put("CreatedDate", version.created().toEpochMilli() / 1000.0));
    }

    private static byte[] body(RoutingContext ctx) {
        return ctx.body().buffer() == null ? new byte[0] : ctx.body().buffer().getBytes();
    }

    private static boolean late(String amzDate) {
        Instant signed = AMZ_DATE.parse(amzDate, Instant::from);
        return Duration.between(signed, Instant.now()).abs().compareTo(CLOCK_SKEW) > 0;
    }

    private static void refuse(RoutingContext ctx, String type, String message) {
        ctx.response().putHeader("x-amzn-errortype", type);
        answer(ctx, 400, JsonObject.of("__type", type, "message", message));
    }

    private static void answer(RoutingContext ctx, int status, JsonObject body) {
        ctx.response()
                .setStatusCode(status)
                .putHeader("content-type", "application/x-amz-json-1.1")
                .putHeader("x-amzn-requestid", UUID.randomUUID().toString())
                .end(body.toBuffer());
    }

    @Override
    public void close() {
        server.close();
    }
}
