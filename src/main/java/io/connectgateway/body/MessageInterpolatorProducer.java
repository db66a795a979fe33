package io.connectgateway.body;

import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import jakarta.validation.MessageInterpolator;
import java.util.Locale;
import java.util.Set;
import org.hibernate.validator.messageinterpolation.ParameterMessageInterpolator;

/** Writes the message of a violation in English, with the numbers of the rule and without an expression language. */
class MessageInterpolatorProducer {

    @Produces
    @Singleton
    MessageInterpolator interpolator() {
        return new ParameterMessageInterpolator(Set.of(Locale.ENGLISH), Locale.ENGLISH, false);
    }
}
