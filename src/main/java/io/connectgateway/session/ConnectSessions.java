package io.connectgateway.session;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.body.BodyMapper;
import io.connectgateway.body.SessionBody;
import io.connectgateway.caller.Caller;
import io.connectgateway.caller.Callers;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.log.RequestLog;
import io.connectgateway.policy.Ownership;
import io.connectgateway.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PATCH;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Optional;
import org.jboss.resteasy.reactive.RestResponse;

/** The three calls of the API, each the same way: body, policy, Gigs. */
@Path("/connectSessions")
@Produces(MediaType.APPLICATION_JSON)
public class ConnectSessions {

    private final BodyMapper bodies;
    private final Callers callers;
    private final Policy policy;
    private final Ownership ownership;
    private final Gigs gigs;
    private final RequestLog log;

    ConnectSessions(BodyMapper bodies, Callers callers, Policy policy, Ownership ownership, Gigs gigs, RequestLog log) {
        this.bodies = bodies;
        this.callers = callers;
        this.policy = policy;
        this.ownership = ownership;
        this.gigs = gigs;
        this.log = log;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<byte[]>> create(@Context APIGatewayV2HTTPEvent event, byte[] body) {
        SessionAccess access = access();
        SessionBody request = bodies.create(body);
        log.intent(request.intent().type().toString());
        Optional<String> idempotencyKey =
                gigs.takesIdempotencyKeys() ? IdempotencyKey.of(event, access.caller) : Optional.empty();
        policy.checkIntent(access.caller, request.intent());
        policy.checkCallbackUrl(request);
        return identified(access)
                .chain(known -> ownership
                        .check(known, request.intent(), gigs::ownerOf)
                        .replaceWith(policy.bind(known, request)))
                .chain(bound -> gigs.create(
                        bodies.write(bound), SessionAccess.expected(bound, Optional.empty()), idempotencyKey))
                .invoke(this::logCreated)
                .map(ConnectSessions::answer);
    }

    @GET
    @Path("/{id}")
    public Uni<RestResponse<byte[]>> retrieve(@PathParam("id") String id) {
        return gigs.retrieve(id).chain(access()::visible).map(ConnectSessions::answer);
    }

    @PATCH
    @Path("/{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<RestResponse<byte[]>> update(@PathParam("id") String id, byte[] body) {
        SessionAccess access = access();
        SessionBody request = bodies.update(body);
        policy.checkCallbackUrl(request);
        return identified(access)
                .chain(known -> updated(access, id, policy.bind(known, request), known))
                .map(ConnectSessions::answer);
    }

    private Uni<GigsSession> updated(SessionAccess access, String id, SessionBody bound, Caller known) {
        byte[] body = bodies.write(bound);
        if (policy.isBackend(access.caller)) {
            Optional<String> asked = bound.requestedUser();
            return gigs.update(id, body, user -> asked.isEmpty() || asked.equals(user));
        }
        // A new customer may name only the verified address, so the user that Gigs has attached is the caller.
        boolean attached =
                access.caller.gigsUser().isEmpty() && bound.requestedEmail().isPresent();
        return gigs.retrieve(id)
                .chain(access::owned)
                .chain(session -> gigs.update(id, body, SessionAccess.expectedAfter(session, bound, known)))
                .chain(session -> attached && session.user().isPresent()
                        ? Uni.createFrom().item(session)
                        : access.visible(session));
    }

    private SessionAccess access() {
        return new SessionAccess(callers.current(), policy, gigs);
    }

    /** Gigs may know the caller by the verified email, if the partner's tokens name no Gigs user. */
    private Uni<Caller> identified(SessionAccess access) {
        return callers.areFoundByEmail() ? access.lookedUp : Uni.createFrom().item(access.caller);
    }

    /** An id in another form is not ours to repeat. */
    private void logCreated(GigsSession session) {
        if (GigsId.Validator.isId("csn", session.id())) {
            log.session(session.id());
        }
    }

    private static RestResponse<byte[]> answer(GigsSession session) {
        return RestResponse.ResponseBuilder.<byte[]>create(session.status())
                .entity(session.body().toString().getBytes(UTF_8))
                .build();
    }
}
