package io.connectgateway.gigs;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;

/**
 * All calls to Gigs (its reference pages of Connect Sessions and of Users), below {@code /projects/{project}}. Every
 * status is an answer.
 */
@Path("/")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@ClientHeaderParam(name = HttpHeaders.ACCEPT_ENCODING, value = "identity")
interface GigsApi {

    /** A null idempotency key is not sent. */
    @POST
    @Path("/connectSessions")
    Uni<Response> createSession(
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] session);

    @PATCH
    @Path("/connectSessions/{id}")
    Uni<Response> updateSession(
            @HeaderParam("Authorization") String authorization, @PathParam("id") String id, byte[] session);

    /** Retrieves a session, a subscription or a payment. */
    @GET
    @Path("/{collection}/{id}")
    Uni<Response> retrieve(
            @HeaderParam("Authorization") String authorization,
            @PathParam("collection") String collection,
            @PathParam("id") String id);

    /** The body is {@code {"email": …}}. */
    @POST
    @Path("/users/search")
    Uni<Response> searchUsers(@HeaderParam("Authorization") String authorization, byte[] search);
}
