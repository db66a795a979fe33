package io.connectgateway.startup;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.CallbackUrls;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Stops the start on a wrong configuration, with one message that lists every bad key. It looks at each value as it is written, because
 * SmallRye Config and Bean Validation stop at the first kind of mistake, and do not name the environment variable.
 */
class ConfigurationCheck {

    private static final String OURS = "CONNECT_";

    private final Config config;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> known = new TreeSet<>();

    ConfigurationCheck(Config config) {
        this.config = config;
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        require("connect.gigs.project", ValueRules::isPathSegment, "must be the id of a Gigs project");
        require("connect.gigs.token-secret", text -> true, "must be the name or ARN of a secret");
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
        check("connect.policy.check-ownership", ValueRules::isBoolean, "must be true or false");
        check("connect.caller.user-claim", text -> !text.isEmpty(), "must be the name of a claim");
        check("connect.caller.email-claim", text -> !text.isEmpty(), "must be the name of a claim");
        check("connect.caller.email-verified-claim", text -> true, "must be the name of a claim");
        String emailClaim = value("connect.caller.email-claim").orElse("email");
        if (!emailClaim.equals("email") && !ValueRules.hasBlankEnds(emailClaim)) {
            require(
                    "connect.caller.email-verified-claim",
                    text -> true,
                    "must be the claim that says whether the address in connect.caller.email-claim is verified");
        }
        check("connect.caller.find-user-by-email", ValueRules::isBoolean, "must be true or false");
        check("connect.caller.backend-scope", ValueRules::isScope, "must be one scope");
        check("connect.gigs.url", ValueRules::isHttpUrl, "must be an http or https URL");
        check("connect.secrets-manager.url", ValueRules::isHttpUrl, "must be an http or https URL");
        if (!value("quarkus.proxy.host").orElse("").isEmpty()) {
            check("quarkus.proxy.host", ValueRules::isHost, "must be a host name or address alone, as proxy.example");
            require("quarkus.proxy.port", ValueRules::isPort, "must be the port of the proxy, as 3128");
        }
        refuseUnknown();
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The configuration is not right:\n  " + String.join("\n  ", problems));
        }
        IgnoredProxy.warn(config);
    }

    private void require(String key, Predicate<String> rule, String message) {
        if (value(key).orElse("").isEmpty()) {
            add(key, "is required: it " + message);
        } else {
            check(key, rule, message);
        }
    }

    /** A key that has neither a value nor a default is no problem. */
    private void check(String key, Predicate<String> rule, String message) {
        value(key).ifPresent(value -> {
            if (ValueRules.hasBlankEnds(value)) {
                add(key, "must not begin or end with a blank or a line break");
            } else if (!rule.test(value)) {
                add(key, message);
            }
        });
    }

    private void checkEach(String key, Predicate<String> rule, String message) {
        checkEach(key, value -> Optional.of(message).filter(wrong -> !rule.test(value)));
    }

    /** @param problem of an entry, as the rest of the sentence "This entry …"; empty if it has none */
    private void checkEach(String key, Function<String, Optional<String>> problem) {
        String list = value(key).orElse("");
        if (ValueRules.hasBlankEnds(list)) {
            add(key, "must not begin or end with a blank or a line break");
        } else if (ValueRules.hasEmptyEntry(list)) {
            add(key, "must not have an empty entry");
        } else {
            List<String> entries = config.getOptionalValues(key, String.class).orElse(List.of());
            if (entries.isEmpty() && !list.isEmpty()) {
                add(key, "must not have an empty entry"); // a backslash alone
            }
            for (int i = 0; i < entries.size(); i++) {
                String entry = entries.get(i);
                // An entry with an @ may hold a password, and the message gets into the log.
                String shown = entry.indexOf('@') < 0 ? '"' + entry + '"' : "value " + (i + 1);
                problem.apply(entry).ifPresent(wrong -> add(key, shown + " " + wrong));
            }
        }
    }

    /** A misspelt name would leave its setting at the default, which for a list of plans allows every plan. */
    private void refuseUnknown() {
        StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(name -> name.regionMatches(true, 0, OURS, 0, OURS.length()))
                .filter(name -> !known.contains(name.toUpperCase(Locale.ROOT)))
                .sorted()
                .distinct()
                .forEach(name -> problems.add(name + ": is not a variable that the gateway reads"));
    }

    private Optional<String> value(String key) {
        known.add(environment(key));
        return Optional.ofNullable(config.getConfigValue(key).getValue());
    }

    private void add(String key, String message) {
        problems.add(key + " (" + environment(key) + "): " + message);
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
