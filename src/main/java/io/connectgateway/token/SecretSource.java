package io.connectgateway.token;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jboss.logging.Logger;

/** Reads the token out of the secret: a plain string, or JSON with a {@code token} field. */
@ApplicationScoped
class SecretSource {

    private static final Set<String> THROTTLES =
            Set.of("ThrottlingException", "Throttling", "TooManyRequestsException", "RequestLimitExceeded");

    private static final Logger LOG = Logger.getLogger(SecretSource.class);

    private final SecretsManagerApi secretsManager;
    private final ObjectMapper json;
    private final byte[] request;

    SecretSource(
            SecretsManagerApi secretsManager,
            ObjectMapper json,
            @ConfigProperty(name = "connect.gigs.token-secret") Optional<String> secretId) {
        this.secretsManager = secretsManager;
        this.json = json;
        // The key is required. The check of the configuration reports it together with all other mistakes.
        String id = secretId.orElse("");
        request = json.createObjectNode().put("SecretId", id).toString().getBytes(UTF_8);
    }

    /**
     * The token. Many environments that start at once may be throttled, so what may pass is tried again, at random
     * intervals. Fails with {@link TokenUnavailableException}, and the log says once why.
     */
    Uni<String> fetch(Duration limit) {
        AtomicReference<String> reason = new AtomicReference<>("no answer within " + limit.toMillis() + " ms");
        return Uni.createFrom()
                .deferred(() -> secretsManager.getSecretValue(request))
                .map(this::token)
                .onFailure(failure -> !(failure instanceof TokenUnavailableException))
                .transform(failure -> new TokenUnavailableException(
                        "no answer, " + failure.getClass().getSimpleName(), true))
                .onFailure()
                .invoke(failure -> reason.set(failure.getMessage()))
                .onFailure(failure -> ((TokenUnavailableException) failure).mayPass)
                .retry()
                .withBackOff(Duration.ofMillis(50), Duration.ofSeconds(1))
                .withJitter(1)
                .expireIn(limit.toMillis())
                .ifNoItem()
                .after(limit)
                .fail()
                .onFailure()
                .invoke(() -> LOG.warnf("No token from Secrets Manager: %s", reason.get()))
                .onFailure()
                .transform(failure -> new TokenUnavailableException(reason.get(), false));
    }

    private String token(Response answer) {
        int status = answer.getStatus();
        JsonNode body = tree(answer.readEntity(byte[].class));
        if (status != 200) {
            String type = errorType(body);
            boolean mayPass = status >= 500 || status == 429 || THROTTLES.contains(type);
            throw new TokenUnavailableException("status " + status + ", " + type, mayPass);
        }
        if (body.has("SecretBinary")) {
            throw new TokenUnavailableException("the secret is binary; it must be text", false);
        }
        String secret = body.path("SecretString").asText("").strip();
        if (secret.startsWith("{")) {
            JsonNode token = tree(secret.getBytes(UTF_8)).path("token");
            secret = token.isTextual() ? token.textValue().strip() : "";
        }
        TokenForm.problem(secret).ifPresent(problem -> {
            throw new TokenUnavailableException("the secret's value " + problem, false);
        });
        return secret;
    }

    /** The kind of failure alone: AWS's messages name accounts and roles. */
    private static String errorType(JsonNode error) {
        String name = error.path("__type").asText("").replaceFirst("^[^#]*#", "");
        return name.matches("[A-Za-z0-9]+") ? name : "without an error type";
    }

    private JsonNode tree(byte[] text) {
        try {
            return text == null ? json.missingNode() : json.readTree(text);
        } catch (IOException e) {
            return json.missingNode();
        }
    }
}
