package io.connectgateway.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.ws.rs.client.ClientRequestContext;
import jakarta.ws.rs.client.ClientRequestFilter;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.RestClientBuilder;
import org.eclipse.microprofile.rest.client.spi.RestClientBuilderListener;

/** Takes each request to Gigs or Secrets Manager when it is ready to be sent, and answers it; found as a service of MicroProfile REST Client. */
public final class CannedUpstream implements RestClientBuilderListener, ClientRequestFilter {
    private static final String SECRET = "{\"SecretString\":\"token\"}";
    private static final String SESSION = Resources.text("session.json");

    private static volatile byte[] lastBody = {};

    /** The last body that would have gone out. */
    static byte[] lastBody() {
        return lastBody;
    }

    @Override
    public void onNewBuilder(RestClientBuilder builder) {
        builder.register(this);
    }

    @Override
    public void filter(ClientRequestContext request) {
        lastBody = (byte[]) request.getEntity();
        boolean forGigs = request.getUri().getPath().startsWith("/projects/");
        request.abortWith(Response.status(forGigs ? 201 : 200)
                .type(MediaType.APPLICATION_JSON_TYPE)
                .entity((forGigs ? SESSION : SECRET).getBytes(UTF_8))
                .build());
    }
}
