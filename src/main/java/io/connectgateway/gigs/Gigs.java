package io.connectgateway.gigs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.url.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.rest.client.inject.RestClient;
import org.jboss.logging.Logger;

/** Gigs, as the rest of the gateway knows it: sessions and users, or a {@link GigsException}. */
@ApplicationScoped
public class Gigs {

    private static final Logger LOG = Logger.getLogger(Gigs.class);

    private final GigsApi api;
    private final FreshConnections connections;
    private final GigsCall call;
    private final String project;
    private final boolean idempotencyKeys;
    private final Set<Origin> sessionOrigins;

    Gigs(@RestClient GigsApi api, FreshConnections connections, GigsCall call, GigsConfig config) {
        this.api = api;
        this.connections = connections;
        this.call = call;
        project = config.project().orElseThrow();
        idempotencyKeys = config.idempotencyKeys();
        sessionOrigins = config.sessionOrigins().stream()
                .map(Origin::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
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
     * @param user whom the body asks for; an answer with another user is not passed on
     * @param idempotencyKey makes the call safe to repeat; empty for none
     */
    public Uni<GigsSession> create(byte[] session, Optional<String> user, Optional<String> idempotencyKey) {
        return inProject(call.send(
                        idempotencyKey.isPresent(),
                        bearer -> api.createSession(project, bearer, idempotencyKey.orElse(null), session)))
                .map(created -> asAskedFor(created, user))
                .map(this::checked);
    }

    /** Retrieves a session by its id. */
    public Uni<GigsSession> retrieve(String id) {
        return call.send(true, bearer -> api.retrieveSession(project, bearer, id))
                .map(this::checked);
    }

    /** Updates a session; the body is JSON in UTF-8. */
    public Uni<GigsSession> update(String id, byte[] session) {
        return call.send(false, bearer -> api.updateSession(project, bearer, id, session))
                .map(this::checked);
    }

    /** The one user whom Gigs finds by an email address; empty if there is none, or no telling which. */
    public Uni<Optional<GigsUser>> findUser(String email) {
        ObjectNode search = JsonNodeFactory.instance.objectNode().put("email", email);
        byte[] body = search.toString().getBytes(UTF_8);
        return inProject(call.send(true, bearer -> api.searchUsers(project, bearer, body)))
                .map(answer -> onlyUser(answer.body().path("items")));
    }

    /**
     * The user that a subscription or a payment belongs to; empty if Gigs does not know it, or names no user.
     *
     * @param collection {@code subscriptions} or {@code payments}
     */
    public Uni<Optional<String>> ownerOf(String collection, String id) {
        return call.send(true, bearer -> api.retrieve(project, bearer, collection, id))
                .map(answer -> owner(answer.body(), id))
                .onFailure(GigsException.NotFound.class)
                .recoverWithItem(Optional.empty());
    }

    /** Gigs writes the user as an id or as an object. */
    private static Optional<String> owner(JsonNode answer, String id) {
        if (!id.equals(answer.path("id").asText())) {
            throw new GigsException.UnexpectedResponse("Gigs answered with another subscription or payment.");
        }
        JsonNode user = answer.path("user");
        return Optional.ofNullable((user.isObject() ? user.path("id") : user).textValue());
    }

    private static Optional<GigsUser> onlyUser(JsonNode found) {
        JsonNode user = found.path(0);
        return found.size() == 1
                ? Optional.of(new GigsUser(
                        user.path("id").asText(), user.path("email").asText()))
                : Optional.empty();
    }

    /** These two calls name nothing but the project: what Gigs does not find is the project. */
    private static Uni<GigsSession> inProject(Uni<GigsSession> request) {
        return request.onFailure(GigsException.NotFound.class).transform(notFound -> {
            LOG.error("Gigs does not know the project: is connect.gigs.project (CONNECT_GIGS_PROJECT) right?");
            return new GigsException.ProjectNotFound();
        });
    }

    private static GigsSession asAskedFor(GigsSession created, Optional<String> user) {
        if (user.isPresent() && !user.equals(created.user())) {
            throw new GigsException.UnexpectedResponse("Gigs created a session for another user.");
        }
        if (created.url().isEmpty()) {
            throw new GigsException.UnexpectedResponse("Gigs created a session without a url.");
        }
        return created;
    }

    /** The url logs its holder in, so it must not lead anywhere but to Gigs Connect. */
    private GigsSession checked(GigsSession session) {
        JsonNode url = session.body().path("url");
        if (!url.isMissingNode()
                && !url.isNull()
                && Origin.of(url.asText()).filter(sessionOrigins::contains).isEmpty()) {
            throw new GigsException.UnexpectedResponse("Gigs answered with a session url on a foreign origin.");
        }
        return session;
    }
}
