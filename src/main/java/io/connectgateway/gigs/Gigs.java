package io.connectgateway.gigs;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.connectgateway.gigs.GigsException.Kind;
import io.connectgateway.url.Origin;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Gigs, as the rest of the gateway knows it: sessions and users, or a {@link GigsException}. A parameter {@code user}
 * accepts the user of the session that Gigs returns.
 */
@ApplicationScoped
public class Gigs {

    private static final Logger LOG = Logger.getLogger(Gigs.class);

    private static final Set<String> CODES_OF_THE_PATH = Set.of("notfound", "resourcenotfound");

    private final GigsApi api;
    private final FreshConnections connections;
    private final GigsCall call;
    private final GigsConfig config;
    private final List<Origin> sessionOrigins;

    Gigs(GigsApi api, FreshConnections connections, GigsCall call, GigsConfig config) {
        this.api = api;
        this.connections = connections;
        this.call = call;
        this.config = config;
        sessionOrigins = config.sessionOrigins().orElseThrow().stream()
                .map(Origin::of)
                .flatMap(Optional::stream)
                .toList();
    }

    /** Opens a connection ahead of the first request; nothing is sent on it. */
    public Uni<Void> connect() {
        return connections.open(config.url().orElseThrow());
    }

    /** Whether a create may carry an idempotency key in this project. */
    public boolean takesIdempotencyKeys() {
        return config.idempotencyKeys().orElseThrow();
    }

    /** @param idempotencyKey makes the call safe to repeat; empty for none */
    public Uni<GigsSession> create(byte[] session, Predicate<Optional<String>> user, Optional<String> idempotencyKey) {
        return inProject(call.send(
                        idempotencyKey.isPresent(),
                        bearer -> api.createSession(bearer, idempotencyKey.orElse(null), session)))
                .invoke(created -> {
                    require(!created.id().isEmpty() && created.url().isPresent());
                    check(created, created.id(), user);
                });
    }

    public Uni<GigsSession> retrieve(String id) {
        return call.send(true, bearer -> api.retrieve(bearer, "connectSessions", id))
                .invoke(session -> check(session, id, any -> true));
    }

    public Uni<GigsSession> update(String id, byte[] session, Predicate<Optional<String>> user) {
        return call.send(false, bearer -> api.updateSession(bearer, id, session))
                .invoke(updated -> check(updated, id, user));
    }

    /**
     * The id of the one active user that Gigs finds by an email address; empty if there is none, or more than one.
     *
     * @param isTheirs accepts the address that Gigs has of the user
     */
    public Uni<Optional<String>> findUser(String email, Predicate<String> isTheirs) {
        JsonNode search = JsonNodeFactory.instance.objectNode().put("email", email);
        byte[] body = search.toString().getBytes(UTF_8);
        return inProject(call.send(true, bearer -> api.searchUsers(bearer, body)))
                .map(answer -> onlyActive(answer.body().path("items"))
                        .filter(user -> isTheirs.test(user.path("email").asText()))
                        .map(user -> user.path("id").asText()));
    }

    private static Optional<JsonNode> onlyActive(JsonNode users) {
        List<JsonNode> active = users.valueStream()
                .filter(user -> user.path("status").asText("active").equals("active"))
                .toList();
        return active.size() == 1 ? Optional.of(active.get(0)) : Optional.empty();
    }

    /**
     * The user that a subscription or a payment belongs to; empty if Gigs does not know it, or names no user.
     *
     * @param collection {@code subscriptions} or {@code payments}
     */
    public Uni<Optional<String>> ownerOf(String collection, String id) {
        return call.send(true, bearer -> api.retrieve(bearer, collection, id))
                .invoke(answer -> require(answer.id().equals(id)))
                .map(answer -> owner(answer.body().path("user")))
                .onFailure(GigsException.is(Kind.NOT_FOUND))
                .recoverWithItem(Optional.empty());
    }

    /** Gigs writes the user as an id or as an object. */
    private static Optional<String> owner(JsonNode user) {
        return Optional.ofNullable((user.isObject() ? user.path("id") : user).textValue());
    }

    /** The path of these calls names the project alone. So a 404 is about the project, unless its code denies that. */
    private static Uni<GigsSession> inProject(Uni<GigsSession> request) {
        return request.onFailure(GigsException.is(Kind.NOT_FOUND)).transform(failure -> {
            GigsException notFound = (GigsException) failure;
            if (notFound.error().filter(Gigs::isOfTheBody).isPresent()) {
                return notFound.as(Kind.REFUSED);
            }
            LOG.error("Gigs does not know the project: is connect.gigs.project (CONNECT_GIGS_PROJECT) right?");
            return notFound.as(Kind.PROJECT_NOT_FOUND);
        });
    }

    private static boolean isOfTheBody(JsonNode error) {
        String code =
                Objects.requireNonNullElse(error.path("code").textValue(), "").toLowerCase(Locale.ROOT);
        return !code.isBlank() && !CODES_OF_THE_PATH.contains(code) && !code.contains("project");
    }

    /** The url logs its holder in, so it must lead to Gigs Connect and nowhere else. */
    private void check(GigsSession session, String id, Predicate<Optional<String>> user) {
        boolean leadsToConnect = session.url()
                .map(link -> Origin.of(link).filter(sessionOrigins::contains).isPresent())
                .orElse(true);
        require(session.id().equals(id) && user.test(session.user()) && leadsToConnect);
    }

    private static void require(boolean expected) {
        if (!expected) {
            throw new GigsException(Kind.UNEXPECTED_RESPONSE, null);
        }
    }
}
