package io.connectgateway.session;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.caller.Caller;
import io.connectgateway.caller.Callers;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.policy.Policy;
import io.connectgateway.telemetry.Invocation;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Optional;

/** The three calls of the API, each the same way: body, policy, Gigs. */
@Path("/connectSessions")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectSessions {

    private final BodyMapper bodies;
    private final Callers callers;
    private final Policy policy;
    private final Gigs gigs;
    private final Invocation invocation;

    ConnectSessions(BodyMapper bodies, Callers callers, Policy policy, Gigs gigs, Invocation invocation) {
        this.bodies = bodies;
        this.callers = callers;
        this.policy = policy;
        this.gigs = gigs;
        this.invocation = invocation;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Response create(@Context APIGatewayV2HTTPEvent event, byte[] body) {
        Caller caller = caller(event);
        CreateSession request = bodies.create(body);
        invocation.intent(request.intent().type().toString());
        Optional<String> idempotencyKey = IdempotencyKey.of(event, gigs.takesIdempotencyKeys());
        policy.checkIntent(caller, request.intent());
        policy.checkCallbackUrl(request);
        CreateSession bound = request.with(policy.bind(identified(caller), request));
        return answer(gigs.create(bodies.write(bound), idempotencyKey));
    }

    @GET
    @Path("/{id}")
    public Response retrieve(@Context APIGatewayV2HTTPEvent event, @PathParam("id") String id) {
        Caller caller = caller(event);
        return answer(own(caller, existing(id)));
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Response update(@Context APIGatewayV2HTTPEvent event, @PathParam("id") String id, byte[] body) {
        Caller caller = caller(event);
        String existing = existing(id);
        UpdateSession request = bodies.update(body);
        policy.checkCallbackUrl(request);
        Caller identified = identified(caller);
        byte[] bound = bodies.write(request.with(policy.bind(identified, request)));
        if (!policy.isBackend(caller)) {
            own(identified, existing);
        }
        return answer(gigs.update(existing, bound));
    }

    private Caller caller(APIGatewayV2HTTPEvent event) {
        Caller caller = callers.of(event);
        caller.client().ifPresent(invocation::client);
        return caller;
    }

    /** An id that cannot be one is unknown without asking Gigs. */
    private static String existing(String id) {
        if (!GigsId.Validator.isId("csn", id)) {
            throw new NotFoundException();
        }
        return id;
    }

    /** A session of another user answers like one that does not exist. */
    private GigsSession own(Caller caller, String id) {
        GigsSession session = gigs.retrieve(id);
        boolean own = policy.owns(caller, session.user()) || policy.owns(identified(caller), session.user());
        if (!own) {
            throw new NotFoundException();
        }
        return session;
    }

    /** Where the partner's tokens name no Gigs user, Gigs may know the caller by the verified email. */
    private Caller identified(Caller caller) {
        if (!callers.areFoundByEmail() || caller.gigsUser().isPresent() || policy.isBackend(caller)) {
            return caller;
        }
        return caller.email().flatMap(gigs::findUser).map(caller::withGigsUser).orElse(caller);
    }

    private static Response answer(GigsSession session) {
        return Response.status(session.status())
                .entity(session.body().toString())
                .build();
    }
}
