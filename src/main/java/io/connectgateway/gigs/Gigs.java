package io.connectgateway.gigs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.url.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;

/** Gigs, as the rest of the gateway knows it: sessions and users, or a {@link GigsException}. */
@ApplicationScoped
public class Gigs {

    private static final Logger LOG = Logger.getLogger(Gigs.class);

    private final GigsApi api;
    private final FreshConnections connections;
    private final GigsCall call;
    private final String url;
    private final String project;
    private final boolean idempotencyKeys;
    private final Set<Origin> sessionOrigins;

    Gigs(GigsApi api, FreshConnections connections, GigsCall call, GigsConfig config) {
        this.api = api;
        this.connections = connections;
        this.call = call;
        url = config.url();
        project = config.project().orElseThrow();
        idempotencyKeys = config.idempotencyKeys();
        sessionOrigins = config.sessionOrigins().stream()
                .map(Origin::of)
                .flatMap(Optional::stream)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Opens a connection ahead of the first request; nothing is sent on it. */
    public Uni<Void> connect() {
        return connections.open(url);
    }

    /** Whether a create may carry an idempotency key in this project. */
    public boolean takesIdempotencyKeys() {
        return idempotencyKeys;
    }

    /**
     * Creates a session.
     *
     * @param session the body, JSON in UTF-8
     * @param user with which the session has to come back
     * @param idempotencyKey makes the call safe to repeat; empty for none
     */
    public Uni<GigsSession> create(byte[] session, ExpectedUser user, Optional<String> idempotencyKey) {
        return inProject(call.send(
                        idempotencyKey.isPresent(),
                        bearer -> api.createSession(project, bearer, idempotencyKey.orElse(null), session)))
                .invoke(created -> check(!created.id().isEmpty(), "Gigs created a session without an id."))
                .invoke(created -> check(created.url().isPresent(), "Gigs created a session without a url."))
                .invoke(created -> checkFor(user, created))
                .invoke(this::checkUrl);
    }

    /** Retrieves a session by its id. */
    public Uni<GigsSession> retrieve(String id) {
        return call.send(true, bearer -> api.retrieveSession(project, bearer, id))
                .invoke(session -> checkId(id, session))
                .invoke(this::checkUrl);
    }

    /**
     * Updates a session.
     *
     * @param session the body, JSON in UTF-8
     * @param user with which the session has to come back
     */
    public Uni<GigsSession> update(String id, byte[] session, ExpectedUser user) {
        return call.send(false, bearer -> api.updateSession(project, bearer, id, session))
                .invoke(updated -> checkId(id, updated))
                .invoke(updated -> checkFor(user, updated))
                .invoke(this::checkUrl);
    }

    /** The one active user that Gigs finds by an email address; empty if there is none, or more than one. */
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
        List<GigsUser> active = new ArrayList<>();
        for (JsonNode user : found) {
            if (!user.hasNonNull("status") || user.path("status").asText().equals("active")) {
                active.add(new GigsUser(
                        user.path("id").asText(), user.path("email").asText()));
            }
        }
        return active.size() == 1 ? Optional.of(active.get(0)) : Optional.empty();
    }

    /** The path of these calls names the project alone, so the project is what Gigs does not find, unless Gigs says what it is. */
    private static Uni<GigsSession> inProject(Uni<GigsSession> request) {
        return request.onFailure(GigsException.NotFound.class).transform(notFound -> {
            Optional<GigsException> refused = notFound.ofSomethingInTheBody();
            if (refused.isEmpty()) {
                LOG.error("Gigs does not know the project: is connect.gigs.project (CONNECT_GIGS_PROJECT) right?");
            }
            return refused.orElseGet(GigsException.ProjectNotFound::new);
        });
    }

    private static void checkId(String id, GigsSession session) {
        check(session.id().equals(id), "Gigs answered with another session.");
    }

    private static void checkFor(ExpectedUser user, GigsSession session) {
        check(user.matches(session.user()), "Gigs answered with a session of another user.");
    }

    private static void check(boolean expected, String otherwise) {
        if (!expected) {
            throw new GigsException.UnexpectedResponse(otherwise);
        }
    }

    /** The url logs its holder in, so it must not lead anywhere but to Gigs Connect. */
    private void checkUrl(GigsSession session) {
        Optional<String> url = session.url();
        check(
                url.isEmpty()
                        || url.flatMap(Origin::of)
                                .filter(sessionOrigins::contains)
                                .isPresent(),
                "Gigs answered with a session url on a foreign origin.");
    }
}
