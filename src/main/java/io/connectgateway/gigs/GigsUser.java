package io.connectgateway.gigs;

/** A user whom Gigs has found by an email address, with the address that Gigs knows. */
public record GigsUser(String id, String email) {
    @Override
    public String toString() {
        return "GigsUser[…]";
    }
}
