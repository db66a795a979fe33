package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;

/**
 * A Connect Session as Gigs returned it, with what Gigs may add one day. Its {@code url} logs its holder in, so it never shows in
 * {@link #toString()}.
 *
 * @param status the status that Gigs answered, a 2xx
 * @param body the session
 */
public record GigsSession(int status, ObjectNode body) {

    /** The session's own id; empty if there is none. */
    String id() {
        return body.path("id").isTextual() ? body.path("id").textValue() : "";
    }

    /** The user that the session is for, if it has one. */
    public Optional<String> user() {
        return Optional.ofNullable(body.get("user"))
                .filter(user -> !user.isNull())
                .map(user -> user.asText());
    }

    /** The link into Gigs Connect; only a create, or an update that attaches a user, has one. */
    Optional<String> url() {
        return Optional.ofNullable(body.get("url")).filter(url -> !url.isNull()).map(url -> url.asText());
    }

    /** The session for somebody who may not enter it. */
    public GigsSession withoutUrl() {
        return new GigsSession(status, body.deepCopy().without(List.of("url")));
    }

    @Override
    public String toString() {
        return "GigsSession[" + status + "]";
    }
}
