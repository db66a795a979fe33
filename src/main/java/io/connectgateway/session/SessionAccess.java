package io.connectgateway.session;

import io.connectgateway.body.SessionBody;
import io.connectgateway.caller.Caller;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;
import java.util.function.Predicate;

/** Decides what the caller of one request may see and name. Looks the caller up at Gigs by email, at most once. */
final class SessionAccess {

    /** The caller as the claims name them. */
    final Caller caller;

    /** The caller with the Gigs user of the verified email, if the claims name none and Gigs knows exactly one. */
    final Uni<Caller> lookedUp;

    private final Policy policy;
    private final Gigs gigs;

    SessionAccess(Caller caller, Policy policy, Gigs gigs) {
        this.caller = caller;
        this.policy = policy;
        this.gigs = gigs;
        lookedUp = Uni.createFrom().deferred(this::lookUp).memoize().indefinitely();
    }

    private Uni<Caller> lookUp() {
        Optional<String> email = caller.email();
        if (policy.isBackend(caller) || caller.gigsUser().isPresent() || email.isEmpty()) {
            return Uni.createFrom().item(caller);
        }
        return gigs.findUser(email.get(), caller::hasEmail)
                .map(user -> user.filter(id -> GigsId.Validator.isId("usr", id))
                        .map(caller::withGigsUser)
                        .orElse(caller));
    }

    /**
     * Passes a session on unless it is another person's: that one does not exist for the caller. A new customer owns
     * the session also after Gigs has given it a user, so the caller may have to be looked up.
     */
    Uni<GigsSession> owned(GigsSession session) {
        if (policy.owns(caller, session.user())) {
            return Uni.createFrom().item(session);
        }
        return lookedUp.map(known -> {
            if (!policy.owns(known, session.user())) {
                throw new NotFoundException();
            }
            return session;
        });
    }

    /** The part of a session that the caller may see. Fails like {@link #owned}. */
    Uni<GigsSession> visible(GigsSession session) {
        return owned(session).map(own -> policy.seesUrl(caller, own.user()) ? own : own.withoutUrl());
    }

    /** A session keeps the user that it had. Details attach the caller to a session that had none. */
    static Predicate<Optional<String>> expectedAfter(GigsSession before, SessionBody bound, Caller known) {
        return expected(bound, bound.hasUserDetails() ? before.user().or(known::gigsUser) : before.user());
    }

    /**
     * Accepts the user of the session that Gigs returns: any if the body has details alone, because Gigs finds or makes
     * that user.
     *
     * @param unnamed the user to expect if the body names none
     */
    static Predicate<Optional<String>> expected(SessionBody bound, Optional<String> unnamed) {
        Optional<String> expected = bound.requestedUser().or(() -> unnamed);
        return user -> expected.equals(user) || expected.isEmpty() && bound.hasUserDetails();
    }
}
