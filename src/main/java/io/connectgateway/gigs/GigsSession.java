package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A Connect Session as Gigs returned it, with any fields that Gigs adds later. Its {@code url} logs its holder in, so
 * {@link #toString()} leaves it out.
 *
 * @param status the status that Gigs answered, a 2xx
 * @param body the session
 */
public record GigsSession(int status, ObjectNode body) {

    /** The session's own id; empty if there is none. */
    public String id() {
        return body.path("id").isTextual() ? body.path("id").textValue() : "";
    }

    /** The user that the session is for, if it has one. */
    public Optional<String> user() {
        return value("user");
    }

    /** The link into Gigs Connect; only a create, or an update that attaches a user, has one. */
    Optional<String> url() {
        return value("url");
    }

    private Optional<String> value(String field) {
        return body.hasNonNull(field) ? Optional.of(body.get(field).asText()) : Optional.empty();
    }

    /** The session for a caller who may not enter it. */
    public GigsSession withoutUrl() {
        return new GigsSession(status, body.deepCopy().without(List.of("url")));
    }

    @Override
    public String toString() {
        return "GigsSession[" + status + "]";
    }
}
