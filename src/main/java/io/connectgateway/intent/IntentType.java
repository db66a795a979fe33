package io.connectgateway.intent;

import com.fasterxml.jackson.annotation.JsonValue;
import io.quarkus.runtime.annotations.RegisterForReflection;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The action that a Connect Session allows its user. Gigs' reference page of Connect Sessions has the first nine. Gigs
 * documents the last four elsewhere; they have no payload, and are off until a deployment turns them on.
 */
@RegisterForReflection
public enum IntentType {
    CANCEL_SUBSCRIPTION("cancelSubscription", Intent::cancelSubscription),
    CHANGE_SUBSCRIPTION("changeSubscription", Intent::changeSubscription),
    CHECKOUT_ADDON("checkoutAddon", Intent::checkoutAddon),
    CHECKOUT_NEW_SUBSCRIPTION("checkoutNewSubscription", Intent::checkoutNewSubscription),
    COMPLETE_PORTING("completePorting", Intent::completePorting),
    CONFIRM_PAYMENT("confirmPayment", Intent::confirmPayment),
    RESUME_SUBSCRIPTION("resumeSubscription", Intent::resumeSubscription),
    VIEW_ESIM_INSTALLATION("viewEsimInstallation", Intent::viewEsimInstallation),
    VIEW_SUBSCRIPTION("viewSubscription", Intent::viewSubscription),
    UPDATE_PAYMENT_METHOD("updatePaymentMethod", null),
    UPDATE_USER_ADDRESS("updateUserAddress", null),
    UPDATE_USER_FULL_NAME("updateUserFullName", null),
    VIEW_SUBSCRIPTIONS("viewSubscriptions", null);

    private final String wireName;
    private final Function<Intent, Object> payload;

    IntentType(String wireName, Function<Intent, Object> payload) {
        this.wireName = wireName;
        this.payload = payload;
    }

    /** The type of this name; empty if there is none. */
    public static Optional<IntentType> of(String wireName) {
        return Stream.of(values())
                .filter(type -> type.wireName.equals(wireName))
                .findFirst();
    }

    /** The name in JSON and in configuration; also the name of the payload's property. */
    @JsonValue
    @Override
    public String toString() {
        return wireName;
    }

    /** Whether an intent of this type carries a payload. */
    public boolean hasPayload() {
        return payload != null;
    }

    /** The payload of this type's name in the given intent, or null. */
    public Object payloadOf(Intent intent) {
        return payload == null ? null : payload.apply(intent);
    }
}
