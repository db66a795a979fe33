package io.connectgateway.gigs;

import java.util.Optional;

/**
 * The user with which a session has to come back. An answer with another user is not passed on.
 *
 * @param known whether the gateway can tell
 * @param id the user's id; empty if the session has to have no user
 */
public record ExpectedUser(boolean known, Optional<String> id) {

    /** Gigs finds or makes the user, or the session may have had one before. */
    public static final ExpectedUser ANY = new ExpectedUser(false, Optional.empty());

    /** Nobody was asked for. */
    public static final ExpectedUser NOBODY = new ExpectedUser(true, Optional.empty());

    public static ExpectedUser of(String id) {
        return new ExpectedUser(true, Optional.of(id));
    }

    boolean matches(Optional<String> user) {
        return !known || id.equals(user);
    }
}
