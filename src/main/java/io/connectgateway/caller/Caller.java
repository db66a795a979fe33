package io.connectgateway.caller;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as the verified token says.
 *
 * @param subject the claim {@code sub}
 * @param client the claim {@code client_id}, or {@code azp}: which of the partner's applications calls
 * @param scopes what the token may do
 * @param gigsUser the caller's own Gigs user, as in {@code usr_…}
 * @param email the caller's own address, when the issuer has verified it
 */
public record Caller(
        String subject,
        Optional<String> client,
        Set<String> scopes,
        Optional<String> gigsUser,
        Optional<String> email) {

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** The same caller, whose Gigs user has been looked up. */
    public Caller withGigsUser(String user) {
        return new Caller(subject, client, scopes, Optional.of(user), email);
    }

    @Override
    public String toString() {
        return "Caller[…]";
    }
}
