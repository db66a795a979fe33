package io.connectgateway.startup;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.CallbackUrls;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;
import org.eclipse.microprofile.config.Config;

/**
 * Stops the start on a wrong configuration, with one message that lists every bad key. It looks at each value as it is written, since
 * SmallRye Config and Bean Validation stop at the first kind of mistake, and do not name the environment variable.
 */
class ConfigurationCheck {

    private final Config config;
    private final List<String> problems = new ArrayList<>();

    ConfigurationCheck(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        require("connect.gigs.project", ValueRules::isPathSegment, "must be the id of a Gigs project");
        require("connect.gigs.token-secret", text -> !text.isBlank(), "must be the name or ARN of a secret");
        check("connect.gigs.idempotency-keys", ValueRules::isBoolean, "must be true or false");
        checkEach(
                "connect.gigs.session-origins", ValueRules::isOrigin, "must be an origin, as https://connect.gigs.com");
        check("connect.token.ttl", ValueRules::isDuration, "must be an ISO 8601 duration above zero, as PT5M");
        check("connect.token.max-stale", ValueRules::isDuration, "must be an ISO 8601 duration above zero, as PT1H");
        require("connect.policy.intents", names -> true, "must name at least one intent");
        checkEach("connect.policy.callback-urls", CallbackUrls::problem);
        checkEach(
                "connect.policy.intents",
                name -> IntentType.of(name).isPresent(),
                "must be the name of an intent, as checkoutAddon");
        checkEach("connect.policy.plans", id -> GigsId.Validator.isId("pln", id), "must be the id of a plan, as pln_…");
        checkEach(
                "connect.policy.addons",
                id -> GigsId.Validator.isId("add", id),
                "must be the id of an add-on, as add_…");
        check("connect.caller.user-claim", text -> !text.isBlank(), "must be the name of a claim");
        check("connect.caller.email-claim", text -> !text.isBlank(), "must be the name of a claim");
        if (!value("connect.caller.email-claim").equals("email")) {
            require(
                    "connect.caller.email-verified-claim",
                    text -> !text.isBlank(),
                    "must be the claim that says whether the address in connect.caller.email-claim is verified");
        }
        check("connect.caller.find-user-by-email", ValueRules::isBoolean, "must be true or false");
        check("connect.caller.backend-scope", text -> !text.isBlank() && text.indexOf(' ') < 0, "must be one scope");
        check("connect.gigs.url", ValueRules::isHttpUrl, "must be an http or https URL");
        check("connect.secrets-manager.url", ValueRules::isHttpUrl, "must be an http or https URL");
        if (!value("quarkus.proxy.host").isEmpty()) {
            check("quarkus.proxy.host", ValueRules::isHost, "must be a host name or address alone, as proxy.example");
            require("quarkus.proxy.port", ValueRules::isPort, "must be the port of the proxy, as 3128");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The configuration is not right:\n  " + String.join("\n  ", problems));
        }
        IgnoredProxy.warn(config);
    }

    private void require(String key, Predicate<String> rule, String message) {
        Optional<String> value = config.getOptionalValue(key, String.class);
        if (value.isEmpty()) {
            add(key, "is required: it " + message);
        } else if (!rule.test(value.get())) {
            add(key, message);
        }
    }

    private void check(String key, Predicate<String> rule, String message) {
        if (!rule.test(value(key))) {
            add(key, message);
        }
    }

    private String value(String key) {
        return config.getOptionalValue(key, String.class).orElse("");
    }

    private void checkEach(String key, Predicate<String> rule, String message) {
        checkEach(key, value -> Optional.of(message).filter(wrong -> !rule.test(value)));
    }

    /** @param problem of a value, as the rest of the sentence "This value …"; empty if it has none */
    private void checkEach(String key, Function<String, Optional<String>> problem) {
        List<String> values = config.getOptionalValues(key, String.class).orElse(List.of());
        for (int i = 0; i < values.size(); i++) {
            // What has an @ may hold a password, and the message gets into the log.
            String shown = values.get(i).indexOf('@') < 0 ? '"' + values.get(i) + '"' : "value " + (i + 1);
            problem.apply(values.get(i)).ifPresent(wrong -> add(key, shown + " " + wrong));
        }
    }

    private void add(String key, String message) {
        String environment = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        problems.add(key + " (" + environment + "): " + message);
    }
}
