package io.connectgateway.startup;

import static io.connectgateway.intent.GigsId.Validator.isId;

import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.CallbackUrls;
import io.connectgateway.url.Origin;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Stops the start on a wrong configuration, with one message that lists every bad key. */
class ConfigurationCheck {

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    private static final Predicate<String> ANY = value -> true;

    private static final Predicate<String> BOOLEAN = value -> value.matches("true|false");

    private static final Predicate<String> WEB_URL = value -> Origin.of(value).isPresent();

    private static final Predicate<String> ORIGIN = WEB_URL.and(value -> value.matches("[a-z]+://[^/?#]+"));

    private static final Predicate<String> PATH_SEGMENT = value -> value.matches("(?!\\.{1,2}$)[A-Za-z0-9._~-]+");

    private static final Predicate<String> SCOPE = value -> value.matches("[^ ]+");

    private static final Predicate<String> HOST = value -> value.matches("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?");

    private static final Predicate<String> PORT =
            value -> value.matches("[1-9][0-9]{0,4}") && Integer.parseInt(value) < 65_536;

    private final ConfigurationProblems problems;

    ConfigurationCheck(Config config) {
        problems = new ConfigurationProblems(config);
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        problems.require("connect.gigs.project", PATH_SEGMENT, "must be the id of a Gigs project");
        problems.require("connect.gigs.token-secret", ANY, "must be the name or ARN of a secret");
        problems.check("connect.gigs.url", WEB_URL, "must be an http or https URL");
        problems.check("connect.gigs.idempotency-keys", BOOLEAN, "must be true or false");
        problems.checkEach("connect.gigs.session-origins", ORIGIN, "must be an origin, as https://connect.gigs.com");
        problems.check("connect.secrets-manager.url", WEB_URL, "must be an http or https URL");
        problems.check("aws.endpoint-url-secrets-manager", WEB_URL, "must be an http or https URL");
        checkDuration("connect.token.ttl", "PT5M");
        checkDuration("connect.token.max-stale", "PT1H");
        checkPolicy();
        checkCaller();
        if (!problems.value("quarkus.proxy.host").isEmpty()) {
            problems.check("quarkus.proxy.host", HOST, "must be a host name or address alone, as proxy.example");
            problems.require("quarkus.proxy.port", PORT, "must be the port of the proxy, as 3128");
        }
        problems.refuseUnknown();
        if (!problems.all().isEmpty()) {
            throw new ConfigurationException(
                    "The configuration is not right:\n  " + String.join("\n  ", problems.all()));
        }
        warnOfIgnoredProxy();
    }

    private void checkDuration(String key, String example) {
        problems.check(key, ConfigurationCheck::isDuration, "must be an ISO 8601 duration above zero, as " + example);
    }

    private static boolean isDuration(String value) {
        try {
            return Duration.parse(value).compareTo(Duration.ZERO) > 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private void checkPolicy() {
        problems.checkEach("connect.policy.callback-urls", CallbackUrls::problem);
        problems.require("connect.policy.intents", ANY, "must name at least one intent");
        problems.checkEach(
                "connect.policy.intents",
                name -> IntentType.of(name).isPresent(),
                "must be the name of an intent, as checkoutAddon");
        problems.checkEach("connect.policy.plans", id -> isId("pln", id), "must be the id of a plan, as pln_…");
        problems.checkEach("connect.policy.addons", id -> isId("add", id), "must be the id of an add-on, as add_…");
        problems.check("connect.policy.check-ownership", BOOLEAN, "must be true or false");
    }

    private void checkCaller() {
        problems.check("connect.caller.user-claim", value -> !value.isEmpty(), "must be the name of a claim");
        problems.check("connect.caller.email-claim", value -> !value.isEmpty(), "must be the name of a claim");
        problems.check("connect.caller.email-verified-claim", ANY, "must be the name of a claim");
        String emailClaim = problems.value("connect.caller.email-claim");
        if (!emailClaim.matches("|email") && !ConfigurationProblems.hasBlankEnds(emailClaim)) {
            problems.require(
                    "connect.caller.email-verified-claim",
                    ANY,
                    "must be the claim that says whether the address in connect.caller.email-claim is verified");
        }
        problems.check("connect.caller.find-user-by-email", BOOLEAN, "must be true or false");
        problems.check("connect.caller.backend-scope", SCOPE, "must be one scope");
    }

    /** Other tools read these variables, but the gateway does not: its calls would go out directly without a word. */
    private void warnOfIgnoredProxy() {
        Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .filter(name -> !problems.value(name).isEmpty())
                .findFirst()
                .filter(name -> problems.value("quarkus.proxy.host").isEmpty())
                // Without its value, which may hold a password.
                .ifPresent(name -> LOG.warnf(
                        "%s is set, and neither it nor NO_PROXY is read:"
                                + " calls to Gigs and to Secrets Manager go out directly."
                                + " Name the proxy in QUARKUS_PROXY_HOST and QUARKUS_PROXY_PORT.",
                        name));
    }
}
