package io.connectgateway.sandbox;

import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An event of Gigs about a change.
 *
 * @param previousData the old values of the changed fields; null unless the type is {@code *.updated}
 * @see <a href="https://developers.gigs.com/events/schemas/com.gigs.connectSession.updated">
 *     com.gigs.connectSession.updated</a>
 */
record GigsEvent(String type, JsonObject data, JsonObject previousData) {
    static GigsEvent of(String type, JsonObject data) {
        return new GigsEvent("com.gigs." + type, data, null);
    }

    static GigsEvent updated(String type, JsonObject data, JsonObject previousData) {
        return new GigsEvent("com.gigs." + type + ".updated", data, previousData);
    }

    JsonObject json() {
        var event = JsonObject.of("object", "event", "id", Ids.of("evt"), "type", type)
                .put("data", data)
                .put("datacontenttype", "application/json")
                .put("project", FakeGigs.PROJECT)
                .put("source", "https://api.gigs.com")
                .put("specversion", "1.0")
                .put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString())
                .put("version", "2024-10-28");
        return previousData == null ? event : event.put("previousData", previousData);
    }
}
