package io.connectgateway.policy;

import java.util.Optional;

/** What the policy fills into a body so that the session belongs to its caller. */
public record Binding(Optional<String> user, Optional<String> email) {

    /** The body is fine as it is. */
    static final Binding NONE = new Binding(Optional.empty(), Optional.empty());

    static Binding toUser(String user) {
        return new Binding(Optional.of(user), Optional.empty());
    }

    static Binding toEmail(String email) {
        return new Binding(Optional.empty(), Optional.of(email));
    }

    @Override
    public String toString() {
        return "Binding[…]";
    }
}
