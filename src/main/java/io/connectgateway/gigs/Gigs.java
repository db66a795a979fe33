package io.connectgateway.gigs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import org.eclipse.microprofile.rest.client.inject.RestClient;

/** Gigs, as the rest of the gateway knows it: sessions and users, or a {@link GigsException}. */
@ApplicationScoped
public class Gigs {

    private final GigsApi api;
    private final FreshConnections connections;
    private final GigsCall call;
    private final String project;
    private final boolean idempotencyKeys;
    private final Set<WebOrigin> sessionOrigins;

    Gigs(@RestClient GigsApi api, FreshConnections connections, GigsCall call, GigsConfig config) {
        this.api = api;
        this.connections = connections;
        this.call = call;
        project = config.project().orElseThrow();
        idempotencyKeys = config.idempotencyKeys();
        sessionOrigins = WebOrigin.allOf(config.sessionOrigins());
    }

    /** Opens a connection ahead of the first request; nothing is sent on it. */
    public Uni<Void> connect() {
        return api.connect(project).chain(() -> Uni.createFrom().completionStage(connections.opened()));
    }

    /** Whether a create may carry an idempotency key in this project. */
    public boolean takesIdempotencyKeys() {
        return idempotencyKeys;
    }

    /**
     * Creates a session.
     *
     * @param session the body, JSON in UTF-8
     * @param idempotencyKey makes the call safe to repeat; empty for none
     */
    public GigsSession create(byte[] session, Optional<String> idempotencyKey) {
        GigsSession created = call.send(
                idempotencyKey.isPresent(),
                bearer -> api.createSession(project, bearer, idempotencyKey.orElse(null), session));
        if (created.url().isEmpty()) {
            throw new GigsException.UnexpectedResponse("Gigs created a session without a url.");
        }
        return checked(created);
    }

    /** Retrieves a session by its id. */
    public GigsSession retrieve(String id) {
        return checked(call.send(true, bearer -> api.retrieveSession(project, bearer, id)));
    }

    /** Updates a session; the body is JSON in UTF-8. */
    public GigsSession update(String id, byte[] session) {
        return checked(call.send(false, bearer -> api.updateSession(project, bearer, id, session)));
    }

    /** The one user who has this email address; empty if there is none, or no telling which. */
    public Optional<String> findUser(String email) {
        ObjectNode search = JsonNodeFactory.instance.objectNode().put("email", email);
        byte[] body = search.toString().getBytes(UTF_8);
        JsonNode found = call.send(false, bearer -> api.searchUsers(project, bearer, body))
                .body()
                .path("items");
        if (found.size() != 1 || !found.path(0).path("email").asText(email).equalsIgnoreCase(email)) {
            return Optional.empty();
        }
        return Optional.of(found.path(0).path("id").asText()).filter(id -> id.startsWith("usr_"));
    }

    /** The url logs its holder in, so it must not lead anywhere but to Gigs Connect. */
    private GigsSession checked(GigsSession session) {
        JsonNode url = session.body().path("url");
        if (!url.isMissingNode()
                && !url.isNull()
                && WebOrigin.of(url.asText()).filter(sessionOrigins::contains).isEmpty()) {
            throw new GigsException.UnexpectedResponse("Gigs answered with a session url on a foreign origin.");
        }
        return session;
    }
}
