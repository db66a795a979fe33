package io.connectgateway.startup;

import io.connectgateway.body.Appearance;
import io.connectgateway.body.CreateSession;
import io.connectgateway.body.UpdateSession;
import io.connectgateway.body.UserDetails;
import io.connectgateway.intent.CheckoutAddon;
import io.connectgateway.intent.CheckoutNewSubscription;
import io.connectgateway.intent.CompletePorting;
import io.connectgateway.intent.ConfirmPayment;
import io.connectgateway.intent.Intent;
import io.connectgateway.intent.IntentType;
import io.connectgateway.intent.SubscriptionPayload;
import io.quarkus.runtime.annotations.RegisterForReflection;

/**
 * All that a native executable could not find by itself: the bodies, which only a mapper of our own touches.
 */
@RegisterForReflection(
        targets = {
            CreateSession.class,
            UpdateSession.class,
            Appearance.class,
            UserDetails.class,
            Intent.class,
            IntentType.class,
            SubscriptionPayload.class,
            CheckoutAddon.class,
            CheckoutNewSubscription.class,
            CompletePorting.class,
            CompletePorting.Behavior.class,
            ConfirmPayment.class
        })
final class NativeDeclarations {
    private NativeDeclarations() {}
}
