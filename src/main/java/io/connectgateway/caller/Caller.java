package io.connectgateway.caller;

import java.util.Optional;
import java.util.Set;

/**
 * Who calls, as the authorizer says.
 *
 * @param issuer the claim {@code iss}; empty if the authorizer names no issuer
 * @param subject the claim {@code sub}
 * @param client the claim {@code client_id}, or {@code azp}: which of the partner's applications calls
 * @param scopes what the caller may do
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

    /** Whether this is the caller's own verified address. Only ASCII letters fold: in Unicode a Kelvin sign is a k too. */
    public boolean hasEmail(String address) {
        return email.filter(own -> fold(own).equals(fold(address))).isPresent();
    }

    private static String fold(String address) {
        return address.chars()
                .map(c -> c >= 'A' && c <= 'Z' ? c + ('a' - 'A') : c)
                .collect(StringBuilder::new, (folded, c) -> folded.append((char) c), StringBuilder::append)
                .toString();
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
