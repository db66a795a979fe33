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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.rest.client.annotation.ClientHeaderParam;
import org.eclipse.microprofile.rest.client.annotation.RegisterProvider;
import org.eclipse.microprofile.rest.client.inject.RegisterRestClient;

/**
 * All that is ever asked of Gigs (its reference pages of Connect Sessions and of Users). Bodies are JSON in UTF-8, written once and
 * sent again as they are when a call is repeated; every answer comes back with its status, whatever it is.
 */
@RegisterRestClient(configKey = "gigs")
@RegisterProvider(FreshConnections.class)
@Path("/projects/{project}")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
interface GigsApi {

    /** Opens a connection and sends nothing: {@link FreshConnections} answers this call by itself. */
    @GET
    @Path("/connectSessions")
    @ClientHeaderParam(name = FreshConnections.CONNECT_ONLY, value = "true")
    Uni<Response> connect(@PathParam("project") String project);

    /** Creates a Connect Session; a null idempotency key is not sent. */
    @POST
    @Path("/connectSessions")
    Uni<Response> createSession(
            @PathParam("project") String project,
            @HeaderParam("Authorization") String authorization,
            @HeaderParam("Idempotency-Key") String idempotencyKey,
            byte[] session);

    /** Retrieves a Connect Session. */
    @GET
    @Path("/connectSessions/{id}")
    Uni<Response> retrieveSession(
            @PathParam("project") String project,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id);

    /** Updates a Connect Session. */
    @PATCH
    @Path("/connectSessions/{id}")
    Uni<Response> updateSession(
            @PathParam("project") String project,
            @HeaderParam("Authorization") String authorization,
            @PathParam("id") String id,
            byte[] session);

    /** Retrieves what a collection of the project has under an id: a subscription or a payment. */
    @GET
    @Path("/{collection}/{id}")
    Uni<Response> retrieve(
            @PathParam("project") String project,
            @HeaderParam("Authorization") String authorization,
            @PathParam("collection") String collection,
            @PathParam("id") String id);

    /** Searches the project's users; the body is {@code {"email": …}}. */
    @POST
    @Path("/users/search")
    Uni<Response> searchUsers(
            @PathParam("project") String project, @HeaderParam("Authorization") String authorization, byte[] search);
}
