package io.connectgateway.token;

import jakarta.inject.Singleton;
import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import java.net.URI;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs each call to Secrets Manager with the credentials that Lambda keeps in the environment. */
@Singleton
class SigningFilter implements ClientRequestFilter {

    private static final String TARGET = "X-Amz-Target";

    /** An HMAC key must not be empty. With this one Secrets Manager refuses the call, and the log says so. */
    private static final String MISSING_KEY = "-";

    private final SignatureV4 signature;
    private final Credentials credentials;

    SigningFilter(
            @ConfigProperty(name = "aws.region") Optional<String> region,
            @ConfigProperty(name = "aws.access-key-id") Optional<String> accessKeyId,
            @ConfigProperty(name = "aws.secret-access-key") Optional<String> secretAccessKey,
            @ConfigProperty(name = "aws.session-token") Optional<String> sessionToken) {
        signature = new SignatureV4(region.orElse("us-east-1"), "secretsmanager");
        credentials =
                new Credentials(accessKeyId.orElse(""), secretAccessKey.orElse(MISSING_KEY), sessionToken.orElse(""));
    }

    @Override
    public void filter(ClientRequestContext request) {
        Map<String, String> also = Map.of(TARGET, request.getHeaderString(TARGET));
        byte[] body = (byte[]) request.getEntity();
        signature
                .headers(credentials, host(request.getUri()), also, body, Instant.now())
                .forEach((name, value) -> request.getHeaders().putSingle(name, value));
    }

    /** As HTTP clients send it: without the scheme's default port. */
    static String host(URI uri) {
        String host = uri.getRawAuthority();
        String defaultPort = "https".equalsIgnoreCase(uri.getScheme()) ? ":443" : ":80";
        return host.endsWith(defaultPort) ? host.substring(0, host.length() - defaultPort.length()) : host;
    }
}
