package io.connectgateway.secret;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Reads the token out of the secret: a plain string, or JSON with a {@code token} field. */
@ApplicationScoped
class SecretSource {

    private static final Logger LOG = Logger.getLogger(SecretSource.class);

    private final SecretsManagerApi secretsManager;
    private final ObjectMapper json;
    private final String secretId;

    SecretSource(
            @RestClient SecretsManagerApi secretsManager,
            ObjectMapper json,
            @ConfigProperty(name = "connect.gigs.token-secret") Optional<String> secretId) {
        this.secretsManager = secretsManager;
        this.json = json;
        // Required; the check of the configuration says so, beside all else that is wrong.
        this.secretId = secretId.orElse("");
    }

    /** The token; fails with {@link TokenUnavailableException}, and the log says why. */
    Uni<String> fetch() {
        return Uni.createFrom()
                .deferred(() -> secretsManager.getSecretValue(request()))
                .map(this::token)
                .onFailure(failure -> !(failure instanceof TokenUnavailableException))
                .transform(failure ->
                        unavailable("no answer, " + failure.getClass().getSimpleName()));
    }

    private byte[] request() {
        return json.valueToTree(Map.of("SecretId", secretId)).toString().getBytes(UTF_8);
    }

    private String token(Response answer) {
        if (answer.getStatus() != Response.Status.OK.getStatusCode()) {
            throw unavailable("status " + answer.getStatus() + ", " + errorType(answer.readEntity(byte[].class)));
        }
        JsonNode value = tree(answer.readEntity(byte[].class));
        if (value.has("SecretBinary")) {
            throw unavailable("the secret is binary; it must be text");
        }
        String secret = value.path("SecretString").asText("").strip();
        if (secret.startsWith("{")) {
            JsonNode token = tree(secret.getBytes(UTF_8)).path("token");
            secret = token.isTextual() ? token.textValue().strip() : "";
        }
        if (secret.isEmpty() || !secret.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw unavailable("the secret holds no token");
        }
        return secret;
    }

    /** The kind of failure alone: AWS's messages name accounts and roles. */
    private String errorType(byte[] body) {
        JsonNode error = tree(body);
        String type = error.path("__type").asText("");
        String name = type.substring(type.indexOf('#') + 1);
        boolean plain = !name.isEmpty() && name.chars().allMatch(c -> c < 0x7f && Character.isLetterOrDigit(c));
        return plain ? name : error.isObject() ? "without an error type" : "and the body is not JSON";
    }

    private JsonNode tree(byte[] text) {
        try {
            JsonNode tree = text == null ? null : json.readTree(text);
            return tree == null ? json.missingNode() : tree;
        } catch (IOException e) {
            return json.missingNode();
        }
    }

    private static TokenUnavailableException unavailable(String reason) {
        LOG.warnf("No token from Secrets Manager: %s", reason);
        return new TokenUnavailableException();
    }
}
