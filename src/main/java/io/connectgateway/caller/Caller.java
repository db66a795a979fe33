package io.connectgateway.caller;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Who calls, as the authorizer says.
 *
 * @param issuer the claim {@code iss}; empty if the authorizer names no issuer
 * @param client the claim {@code client_id}, or {@code azp}: which of the partner's applications calls
 * @param gigsUser the caller's own Gigs user, as in {@code usr_…}
 * @param email the caller's own address, when the issuer has verified it
 */
public record Caller(
        String issuer,
        String subject,
        Optional<String> client,
        Set<String> scopes,
        Optional<String> gigsUser,
        Optional<String> email) {

    public boolean hasScope(String scope) {
        return scopes.contains(scope);
    }

    /** Whether this is the caller's verified address. Ignores case in ASCII only: in Unicode a Kelvin sign is a k. */
    public boolean hasEmail(String address) {
        return email.map(own -> Pattern.compile(own, Pattern.LITERAL | Pattern.CASE_INSENSITIVE))
                .filter(own -> own.matcher(address).matches())
                .isPresent();
    }

    /** The same caller, whose Gigs user has been looked up. */
    public Caller withGigsUser(String user) {
        return new Caller(issuer, subject, client, scopes, Optional.of(user), email);
    }

    @Override
    public String toString() {
        return "Caller[…]";
    }
}
