package io.connectgateway.policy;

import io.connectgateway.caller.Caller;
import io.connectgateway.intent.Intent;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;

/** Whether an intent names the caller's own subscription or payment, where the deployment checks that. */
@ApplicationScoped
public class Ownership {

    private final boolean isChecked;
    private final Policy policy;

    Ownership(PolicyConfig config, Policy policy) {
        isChecked = config.checkOwnership();
        this.policy = policy;
    }

    /** What Gigs has to be asked for, if anything. Refuses a caller who has no Gigs user, and so owns nothing. */
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
     * Refuses what is not the caller's own. The words are the same for what Gigs does not know.
     *
     * @param owner the Gigs user of what the intent names; empty if Gigs does not know it
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
