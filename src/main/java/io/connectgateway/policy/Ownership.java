package io.connectgateway.policy;

import io.connectgateway.caller.Caller;
import io.connectgateway.intent.Intent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/**
 * Whether the subscription or the payment that an intent names is the caller's own. Off by default: Gigs checks it too, later, in
 * Connect, and this check costs one more call.
 */
@ApplicationScoped
public class Ownership {

    private final boolean isChecked;
    private final Policy policy;

    Ownership(PolicyConfig config, Policy policy) {
        isChecked = config.checkOwnership();
        this.policy = policy;
    }

    /**
     * What Gigs has to be asked for. Empty if the intent names nothing, for a backend, and where the check is off.
     *
     * @throws PermissionDeniedException if the caller has no Gigs user, and so owns nothing
     */
    public Optional<Named> toCheck(Caller caller, Intent intent) {
        if (!isChecked || policy.isBackend(caller)) {
            return Optional.empty();
        }
        Optional<Named> named = intent.namedSubscription()
                .map(id -> new Named("subscriptions", id))
                .or(() -> intent.namedPayment().map(id -> new Named("payments", id)));
        if (named.isPresent() && caller.gigsUser().isEmpty()) {
            throw refusal(named.get());
        }
        return named;
    }

    /**
     * Checks that what the intent names is the caller's own.
     *
     * @param owner its Gigs user; empty if it has no user, or if Gigs does not know it
     * @throws PermissionDeniedException if it is not, with the same words for one of somebody else and an unknown one
     */
    public void check(Caller caller, Named named, Optional<String> owner) {
        if (owner.isEmpty() || !owner.equals(caller.gigsUser())) {
            throw refusal(named);
        }
    }

    private static PermissionDeniedException refusal(Named named) {
        return named.collection().equals("payments")
                ? new PermissionDeniedException("paymentNotAllowed", "The payment must be one of the caller's own.")
                : new PermissionDeniedException(
                        "subscriptionNotAllowed", "The subscription must be one of the caller's own.");
    }

    /**
     * A subscription or a payment that an intent names.
     *
     * @param collection where Gigs has it: {@code subscriptions} or {@code payments}
     */
    public record Named(String collection, String id) {}
}
