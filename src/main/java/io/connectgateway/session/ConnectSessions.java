package io.connectgateway.session;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.body.BodyMapper;
import io.connectgateway.body.CreateSession;
import io.connectgateway.body.UpdateSession;
import io.connectgateway.caller.Caller;
import io.connectgateway.caller.Callers;
import io.connectgateway.gigs.ExpectedUser;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.log.Invocation;
import io.connectgateway.policy.Policy;
import io.connectgateway.policy.SessionRequest;
import io.smallrye.mutiny.Uni;
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
    public Uni<Response> create(@Context APIGatewayV2HTTPEvent event, byte[] body) {
        Caller caller = caller(event);
        CreateSession request = bodies.create(body);
        invocation.intent(request.intent().type().toString());
        Optional<String> idempotencyKey =
                gigs.takesIdempotencyKeys() ? IdempotencyKey.of(event, caller) : Optional.empty();
        policy.checkIntent(caller, request.intent());
        policy.checkCallbackUrl(request);
        return identified(requester(caller))
                .map(known -> request.with(policy.bind(known, request)))
                .chain(bound -> gigs.create(bodies.write(bound), expected(bound, Optional.empty()), idempotencyKey))
                .map(ConnectSessions::answer);
    }

    @GET
    @Path("/{id}")
    public Uni<Response> retrieve(@Context APIGatewayV2HTTPEvent event, @PathParam("id") String id) {
        Requester requester = requester(caller(event));
        return gigs.retrieve(existing(id)).chain(requester::visible).map(ConnectSessions::answer);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<Response> update(@Context APIGatewayV2HTTPEvent event, @PathParam("id") String id, byte[] body) {
        Requester requester = requester(caller(event));
        String existing = existing(id);
        UpdateSession request = bodies.update(body);
        policy.checkCallbackUrl(request);
        return identified(requester)
                .chain(known -> updated(requester, existing, request.with(policy.bind(known, request)), known))
                .map(ConnectSessions::answer);
    }

    private Uni<GigsSession> updated(Requester requester, String id, UpdateSession bound, Caller known) {
        byte[] body = bodies.write(bound);
        if (requester.isBackend()) {
            return gigs.update(
                    id, body, bound.requestedUser().map(ExpectedUser::of).orElse(ExpectedUser.ANY));
        }
        // The policy lets a new customer name no address but the verified one, so that address' user is the caller.
        boolean attached = requester.caller().gigsUser().isEmpty()
                && bound.requestedEmail().isPresent();
        return gigs.retrieve(id)
                .chain(requester::owned)
                .chain(session -> gigs.update(id, body, expectedAfter(session, bound, known)))
                .chain(session -> attached && session.user().isPresent()
                        ? Uni.createFrom().item(session)
                        : requester.visible(session));
    }

    /** The user of a session that had one stays, and details that attach one are the caller's own. */
    private static ExpectedUser expectedAfter(GigsSession before, UpdateSession bound, Caller known) {
        return expected(bound, bound.hasUserDetails() ? before.user().or(known::gigsUser) : before.user());
    }

    /** @param otherwise the user where the body names none */
    private static ExpectedUser expected(SessionRequest bound, Optional<String> otherwise) {
        return bound.requestedUser()
                .or(() -> otherwise)
                .map(ExpectedUser::of)
                .orElse(bound.hasUserDetails() ? ExpectedUser.ANY : ExpectedUser.NOBODY);
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

    private Requester requester(Caller caller) {
        return new Requester(caller, policy, gigs);
    }

    /** Where the partner's tokens name no Gigs user, Gigs may know the caller by the verified email. */
    private Uni<Caller> identified(Requester requester) {
        return callers.areFoundByEmail()
                ? requester.lookedUp()
                : Uni.createFrom().item(requester.caller());
    }

    private static Response answer(GigsSession session) {
        return Response.status(session.status())
                .entity(session.body().toString())
                .build();
    }
}
