package io.connectgateway.secret;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.time.Instant;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs each call to Secrets Manager with the credentials that Lambda keeps in the environment. */
class SigningFilter implements ClientRequestFilter {

    private static final String TARGET = "X-Amz-Target";

    private final SignatureV4 signature;
    private final Credentials credentials;

    SigningFilter(
            @ConfigProperty(name = "aws.region") String region,
            @ConfigProperty(name = "aws.access-key-id") String accessKeyId,
            @ConfigProperty(name = "aws.secret-access-key") String secretAccessKey,
            @ConfigProperty(name = "aws.session-token", defaultValue = "") String sessionToken) {
        signature = new SignatureV4(region, "secretsmanager");
        credentials = new Credentials(accessKeyId, secretAccessKey, sessionToken);
    }

    @Override
    public void filter(ClientRequestContext request) {
        Map<String, String> also = Map.of(TARGET, request.getHeaderString(TARGET));
        byte[] body = (byte[]) request.getEntity();
        signature
                .headers(credentials, request.getMethod(), request.getUri(), also, body, Instant.now())
                .forEach((name, value) -> request.getHeaders().putSingle(name, value));
    }
}
