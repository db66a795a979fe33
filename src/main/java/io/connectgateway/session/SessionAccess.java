package io.connectgateway.session;

import io.connectgateway.caller.Caller;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.Intent;
import io.connectgateway.policy.Ownership;
import io.connectgateway.policy.Policy;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.NotFoundException;
import java.util.Optional;

/** Decides what the caller of one request may see and name. Looks the caller up at Gigs by email, at most once. */
final class SessionAccess {

    private final Caller caller;
    private final Policy policy;
    private final Ownership ownership;
    private final Gigs gigs;
    private final Uni<Caller> lookedUp;

    SessionAccess(Caller caller, Policy policy, Ownership ownership, Gigs gigs) {
        this.caller = caller;
        this.policy = policy;
        this.ownership = ownership;
        this.gigs = gigs;
        lookedUp = Uni.createFrom().deferred(this::lookUp).memoize().indefinitely();
    }

    /** The caller as the claims name them. */
    Caller caller() {
        return caller;
    }

    boolean isBackend() {
        return policy.isBackend(caller);
    }

    /** The caller with the Gigs user of the verified email, if the claims name none and Gigs knows exactly one. */
    Uni<Caller> lookedUp() {
        return lookedUp;
    }

    private Uni<Caller> lookUp() {
        Optional<String> email = caller.email();
        if (isBackend() || caller.gigsUser().isPresent() || email.isEmpty()) {
            return Uni.createFrom().item(caller);
        }
        return gigs.findUser(email.get())
                .map(found -> found.filter(
                                user -> caller.hasEmail(user.email()) && GigsId.Validator.isId("usr", user.id()))
                        .map(user -> caller.withGigsUser(user.id()))
                        .orElse(caller));
    }

    /** Fails unless the subscription or the payment that the intent names is the caller's own, where that is checked. */
    Uni<?> checkOwner(Caller known, Intent intent) {
        return ownership
                .toCheck(known, intent)
                .<Uni<?>>map(named -> gigs.ownerOf(named.collection(), named.id())
                        .invoke(owner -> ownership.check(known, named, owner)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    /**
     * Lets a session through if it is not another person's. A new customer, to whom Gigs has given a user meanwhile, is still its
     * owner. Fails with {@link NotFoundException}, as if the session did not exist.
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

    /** What the caller may see of a session; fails with {@link NotFoundException} if it is somebody else's. */
    Uni<GigsSession> visible(GigsSession session) {
        return owned(session).map(own -> policy.seesUrl(caller, own.user()) ? own : own.withoutUrl());
    }
}
