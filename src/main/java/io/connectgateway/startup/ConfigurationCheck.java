package io.connectgateway.startup;

import io.connectgateway.caller.CallerConfig;
import io.connectgateway.gigs.GigsConfig;
import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.CallbackUrls;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.secret.TokenConfig;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;

/** Stops the start on a wrong configuration, with one message that lists every bad key. */
class ConfigurationCheck {

    private static final Set<String> INTENTS =
            Stream.of(IntentType.values()).map(IntentType::toString).collect(Collectors.toUnmodifiableSet());

    private final List<String> problems = new ArrayList<>();

    void check(
            @Observes @Priority(1) StartupEvent start,
            GigsConfig gigs,
            TokenConfig token,
            PolicyConfig policy,
            CallerConfig caller,
            Config config) {
        require(
                "connect.gigs.project",
                gigs.project(),
                ConfigurationCheck::isPathSegment,
                "must be the id of a Gigs project");
        require(
                "connect.gigs.token-secret",
                gigs.tokenSecret(),
                text -> !text.isBlank(),
                "must be the name or ARN of a secret");
        check(
                "connect.gigs.idempotency-keys",
                gigs.idempotencyKeys(),
                ConfigurationCheck::isBoolean,
                "must be true or false");
        checkEach(
                "connect.gigs.session-origins",
                gigs.sessionOrigins(),
                ConfigurationCheck::isOrigin,
                "must be an origin, as https://connect.gigs.com");
        check(
                "connect.token.ttl",
                token.ttl(),
                ConfigurationCheck::isDuration,
                "must be an ISO 8601 duration above zero, as PT5M");
        check(
                "connect.token.max-stale",
                token.maxStale(),
                ConfigurationCheck::isDuration,
                "must be an ISO 8601 duration above zero, as PT1H");
        CallbackUrls.problems(policy.callbackUrls().orElse(List.of()))
                .forEach(problem -> add("connect.policy.callback-urls", problem));
        checkEach(
                "connect.policy.intents",
                policy.intents(),
                INTENTS::contains,
                "must be the name of an intent, as checkoutAddon");
        checkEach(
                "connect.policy.plans",
                policy.plans().orElse(List.of()),
                plan -> GigsId.Validator.isId("pln", plan),
                "must be the id of a plan, as pln_…");
        checkEach(
                "connect.policy.addons",
                policy.addons().orElse(List.of()),
                addon -> GigsId.Validator.isId("add", addon),
                "must be the id of an add-on, as add_…");
        check("connect.caller.user-claim", caller.userClaim(), text -> !text.isBlank(), "must be the name of a claim");
        check(
                "connect.caller.email-claim",
                caller.emailClaim(),
                text -> !text.isBlank(),
                "must be the name of a claim");
        check(
                "connect.caller.find-user-by-email",
                caller.findUserByEmail(),
                ConfigurationCheck::isBoolean,
                "must be true or false");
        check(
                "connect.caller.backend-scope",
                caller.backendScope(),
                text -> !text.isBlank() && text.indexOf(' ') < 0,
                "must be one scope");
        for (String key : List.of("quarkus.rest-client.gigs.url", "quarkus.rest-client.secrets-manager.url")) {
            check(
                    key,
                    config.getOptionalValue(key, String.class).orElse(""),
                    ConfigurationCheck::isHttpUrl,
                    "must be an http or https URL");
        }
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The configuration is not right:\n  " + String.join("\n  ", problems));
        }
    }

    private void require(String key, Optional<String> value, Predicate<String> rule, String message) {
        if (value.isEmpty()) {
            add(key, "is required: it " + message);
        } else {
            check(key, value.get(), rule, message);
        }
    }

    private void checkEach(String key, List<String> values, Predicate<String> rule, String message) {
        values.forEach(value -> check(key, value, rule, "\"" + value + "\" " + message));
    }

    private void check(String key, String value, Predicate<String> rule, String message) {
        if (!rule.test(value)) {
            add(key, message);
        }
    }

    private void add(String key, String message) {
        String environment = key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
        problems.add(key + " (" + environment + "): " + message);
    }

    private static boolean isBoolean(String text) {
        return text.equals("true") || text.equals("false");
    }

    private static boolean isDuration(String text) {
        try {
            Duration duration = Duration.parse(text);
            return !duration.isNegative() && !duration.isZero();
        } catch (DateTimeParseException e) {
            return false;
        }
    }

    private static boolean isPathSegment(String text) {
        return text.matches("[A-Za-z0-9._~-]+") && !text.equals(".") && !text.equals("..");
    }

    private static boolean isHttpUrl(String text) {
        try {
            URI uri = new URI(text);
            return uri.getHost() != null && Set.of("http", "https").contains(String.valueOf(uri.getScheme()));
        } catch (URISyntaxException e) {
            return false;
        }
    }

    private static boolean isOrigin(String text) {
        return isHttpUrl(text) && text.matches("[a-z]+://[^/?#@]+");
    }
}
