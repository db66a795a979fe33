package io.connectgateway.token;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * The one call to AWS Secrets Manager, {@code GetSecretValue} of its API reference. Request and answer are JSON under a
 * media type of AWS's own, so they pass as bytes.
 */
@Path("/")
interface SecretsManagerApi {

    @POST
    @Consumes("application/x-amz-json-1.1")
    @ClientHeaderParam(name = HttpHeaders.ACCEPT_ENCODING, value = "identity")
    @ClientHeaderParam(name = "X-Amz-Target", value = "secretsmanager.GetSecretValue")
    Uni<Response> getSecretValue(byte[] request);
}
