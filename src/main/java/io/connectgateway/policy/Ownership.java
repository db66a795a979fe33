package io.connectgateway.policy;

import io.connectgateway.caller.Caller;
import io.connectgateway.intent.Intent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.BiFunction;

/** Whether an intent names the caller's own subscription or payment, where the deployment checks that. */
@ApplicationScoped
public class Ownership {

    private final boolean isChecked;
    private final Policy policy;

    Ownership(PolicyConfig config, Policy policy) {
        isChecked = config.checkOwnership().orElseThrow();
        this.policy = policy;
    }

    /**
     * Refuses what is not the caller's own. The words are the same for what Gigs does not know.
     *
     * @param ownerOf from {@code subscriptions} or {@code payments}, and an id there, to the user; empty for none
     */
    public Uni<?> check(Caller caller, Intent intent, BiFunction<String, String, Uni<Optional<String>>> ownerOf) {
        Optional<String> subscription = intent.namedSubscription();
        Optional<String> payment = intent.namedPayment();
        boolean isNamed = subscription.isPresent() || payment.isPresent();
        if (!isChecked || !isNamed || policy.isBackend(caller)) {
            return Uni.createFrom().voidItem();
        }
        var refusal = subscription.isPresent()
                ? new PermissionDeniedException(
                        "subscriptionNotAllowed", "The subscription must be one of the caller's own.")
                : new PermissionDeniedException("paymentNotAllowed", "The payment must be one of the caller's own.");
        if (caller.gigsUser().isEmpty()) {
            throw refusal;
        }
        return subscription
                .map(id -> ownerOf.apply("subscriptions", id))
                .orElseGet(() -> ownerOf.apply("payments", payment.orElseThrow()))
                .invoke(owner -> {
                    if (!owner.equals(caller.gigsUser())) {
                        throw refusal;
                    }
                });
    }
}
