package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The users, subscriptions and payments of {@link FakeGigs}: those of the demo, and purchases in {@link FakeConnect}.
 *
 * <p>As in Gigs' documentation, a subscription has its user as an object and a payment has its user's id.
 */
final class FakeCustomers {
    private static final String PLAN = "pln_0SNlurA049MEWV3V0q7gjQbM4EVo";

    private final Map<String, JsonObject> objects = new ConcurrentHashMap<>();

    FakeCustomers() {
        String jerry = "usr_0SNlurA049MEWV4OpCwsNyC9Kn2d";
        add(user(jerry, "jerry@example.com"));
        add(subscription("sub_0SNlurA049MEWV2gSfSxi00xlPIi", jerry, PLAN));
        add(payment("pay_0SNlurA049MEWV2HRA0slWFuS8DV", jerry, "pending"));
        String kramer = "usr_0SNlurA049MEWV7KramerHasHisOwn";
        add(user(kramer, "kramer@example.com"));
        add(subscription("sub_0SNlurA049MEWV7KramerHasHisOwn", kramer, PLAN));
        add(payment("pay_0SNlurA049MEWV7KramerHasHisOwn", kramer, "pending"));
    }

    /** @param type the object's name at Gigs, such as {@code subscription} */
    Optional<JsonObject> find(String type, String id) {
        return Optional.ofNullable(objects.get(id))
                .filter(object -> type.equals(object.getString("object")))
                .map(JsonObject::copy);
    }

    Optional<JsonObject> userByEmail(String email) {
        return objects.values().stream()
                .filter(object -> email != null && email.equalsIgnoreCase(object.getString("email")))
                .findFirst()
                .map(JsonObject::copy);
    }

    /** The id of the user with this email. Creates the user if there is none. */
    synchronized String userWithEmail(String email) {
        return userByEmail(email)
                .orElseGet(() -> add(user(Ids.of("usr"), email)))
                .getString("id");
    }

    /** Does what the intent says, and returns the events. */
    synchronized List<GigsEvent> finish(String user, JsonObject intent) {
        String type = intent.getString("type");
        JsonObject payload = intent.getJsonObject(type, new JsonObject());
        return switch (type) {
            case "checkoutNewSubscription" -> {
                String plan = Optional.ofNullable(payload.getString("plan")).orElse(PLAN);
                yield List.of(
                        GigsEvent.of("subscription.created", add(subscription(Ids.of("sub"), user, plan))),
                        GigsEvent.of("payment.succeeded", add(payment(Ids.of("pay"), user, "succeeded"))));
            }
            case "checkoutAddon" ->
                List.of(GigsEvent.of("payment.succeeded", add(payment(Ids.of("pay"), user, "succeeded"))));
            case "confirmPayment" ->
                find("payment", payload.getString("payment"))
                        .filter(payment -> user.equals(payment.getString("user")))
                        .map(payment -> GigsEvent.of("payment.succeeded", add(payment.put("status", "succeeded"))))
                        .stream()
                        .toList();
            default -> List.of();
        };
    }

    private JsonObject add(JsonObject object) {
        objects.put(object.getString("id"), object);
        return object.copy();
    }

    private static JsonObject user(String id, String email) {
        return object("user", id).put("email", email).put("emailVerified", true).put("status", "active");
    }

    private JsonObject subscription(String id, String user, String plan) {
        return object("subscription", id)
                .put("plan", JsonObject.of("object", "plan", "id", plan))
                .put("status", "active")
                .put("user", find("user", user).orElse(JsonObject.of("object", "user", "id", user)));
    }

    private static JsonObject payment(String id, String user, String status) {
        return object("payment", id)
                .put("amount", JsonObject.of("amount", 1900, "currency", "EUR"))
                .put("status", status)
                .put("user", user);
    }

    private static JsonObject object(String type, String id) {
        String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
        return JsonObject.of("object", type, "id", id, "createdAt", now);
    }
}
