package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The connect sessions that {@link FakeGigs} knows.
 *
 * <p>Gigs' reference says: the answer to a create has a {@code url}, and so has the answer to an update that sets the
 * user. {@code user} and {@code userDetails} can be set only while the session has no user. Gigs' guide to Connect
 * Sessions says: with a user, the url has a single-use token that logs its holder in. Without one, Connect sends the
 * person a code by email. Gigs does not document two points, so this is an assumption: {@code userDetails} without an
 * email sets no user, and a person who logs in at Connect becomes the session's user.
 */
final class FakeConnectSessions {
    /** An update sets a user, but the session has one. */
    static final class UserAlreadySet extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private final Map<String, JsonObject> sessions = new ConcurrentHashMap<>();
    private final Map<String, String> sessionsByToken = new ConcurrentHashMap<>();
    private final Set<String> loggedInAtConnect = ConcurrentHashMap.newKeySet();
    private final Set<String> finished = ConcurrentHashMap.newKeySet();
    private final FakeCustomers customers;
    private volatile String origin;

    FakeConnectSessions(FakeCustomers customers) {
        this.customers = customers;
    }

    /** @param origin of the Connect pages, such as {@code https://connect.gigs.com} */
    void servedAt(String origin) {
        this.origin = origin;
    }

    synchronized JsonObject create(JsonObject body) {
        String user = user(body);
        var session = JsonObject.of("object", "connectSession", "id", Ids.of("csn"))
                .put("appearance", body.getJsonObject("appearance", new JsonObject()))
                .put("callbackUrl", body.getString("callbackUrl"))
                .put("intent", body.getJsonObject("intent"))
                .putNull("url")
                .put("user", user);
        sessions.put(session.getString("id"), session);
        return session.copy().put("url", url(session));
    }

    Optional<JsonObject> find(String id) {
        return Optional.ofNullable(sessions.get(id)).map(JsonObject::copy);
    }

    /** @throws UserAlreadySet if the body sets a user and the session has one */
    synchronized Optional<JsonObject> update(String id, JsonObject body) {
        JsonObject session = sessions.get(id);
        if (session == null) {
            return Optional.empty();
        }
        boolean namesUser = body.getValue("user") != null || body.getValue("userDetails") != null;
        if (namesUser && session.getString("user") != null) {
            throw new UserAlreadySet();
        }
        for (String name : new String[] {"appearance", "callbackUrl"}) {
            if (body.containsKey(name)) {
                session.put(name, body.getValue(name));
            }
        }
        String user = user(body);
        if (user == null) {
            return Optional.of(session.copy());
        }
        session.put("user", user);
        return Optional.of(session.copy().put("url", url(session)));
    }

    /** The session that this token opens. Each token works once; empty for any other token. */
    Optional<JsonObject> redeem(String id, String token) {
        return token != null && id != null && sessionsByToken.remove(token, id) ? find(id) : Optional.empty();
    }

    /** The person at Connect has confirmed this email. Does not change a session that has a user. */
    synchronized void logIn(String id, String email) {
        JsonObject session = sessions.get(id);
        if (session != null && session.getString("user") == null) {
            session.put("user", customers.userWithEmail(email));
            loggedInAtConnect.add(id);
        }
    }

    /** The events when the person finishes. Empty the second time, and while the session has no user. */
    synchronized List<GigsEvent> finish(String id) {
        JsonObject session = sessions.get(id);
        if (session == null || session.getString("user") == null || !finished.add(id)) {
            return List.of();
        }
        var before = new JsonObject();
        if (loggedInAtConnect.contains(id)) {
            before.putNull("user");
        }
        var events = new ArrayList<GigsEvent>();
        events.add(GigsEvent.updated("connectSession", session.copy(), before));
        events.addAll(customers.finish(session.getString("user"), session.getJsonObject("intent")));
        return events;
    }

    private String user(JsonObject body) {
        if (body.getString("user") != null) {
            return body.getString("user");
        }
        JsonObject details = body.getJsonObject("userDetails");
        String email = details == null ? null : details.getString("email");
        return email == null ? null : customers.userWithEmail(email);
    }

    private String url(JsonObject session) {
        String url = origin + "/checkout/entry?session=" + session.getString("id");
        if (session.getString("user") == null) {
            return url;
        }
        String token = Ids.random(64);
        sessionsByToken.put(token, session.getString("id"));
        return url + "&token=" + token;
    }
}
