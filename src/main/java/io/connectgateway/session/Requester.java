package io.connectgateway.session;

import io.connectgateway.caller.Caller;
import io.connectgateway.gigs.Gigs;
import io.connectgateway.gigs.GigsSession;
import io.connectgateway.intent.GigsId;
import io.connectgateway.policy.Policy;
import jakarta.ws.rs.NotFoundException;

/** The caller of one request, whom Gigs is asked for by the verified email where needed, and then once. */
final class Requester {

    private final Caller caller;
    private final Policy policy;
    private final Gigs gigs;
    private Caller lookedUp;

    Requester(Caller caller, Policy policy, Gigs gigs) {
        this.caller = caller;
        this.policy = policy;
        this.gigs = gigs;
    }

    /** The caller as the claims name them. */
    Caller caller() {
        return caller;
    }

    boolean isBackend() {
        return policy.isBackend(caller);
    }

    /** The caller with the Gigs user of the verified email, if the claims name none and Gigs knows exactly one. */
    Caller lookedUp() {
        if (lookedUp == null) {
            boolean known = isBackend() || caller.gigsUser().isPresent();
            lookedUp = caller.email()
                    .filter(email -> !known)
                    .flatMap(gigs::findUser)
                    .filter(user -> caller.hasEmail(user.email()) && GigsId.Validator.isId("usr", user.id()))
                    .map(user -> caller.withGigsUser(user.id()))
                    .orElse(caller);
        }
        return lookedUp;
    }

    /**
     * Checks that the session is not somebody else's. A new customer, to whom Gigs has given a user meanwhile, is still its owner.
     *
     * @throws NotFoundException if it is, as if it did not exist
     */
    void checkOwns(GigsSession session) {
        if (!policy.owns(caller, session.user()) && !policy.owns(lookedUp(), session.user())) {
            throw new NotFoundException();
        }
    }

    /**
     * What the caller may see of a session.
     *
     * @throws NotFoundException if it is somebody else's
     */
    GigsSession visible(GigsSession session) {
        checkOwns(session);
        return policy.seesUrl(caller, session.user()) ? session : session.withoutUrl();
    }
}
