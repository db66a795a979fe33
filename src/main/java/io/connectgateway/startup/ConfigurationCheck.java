package io.connectgateway.startup;

import static io.connectgateway.startup.ConfigurationProblems.rule;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.IntentType;
import io.connectgateway.policy.CallbackUrls;
import io.connectgateway.startup.ConfigurationProblems.Rule;
import io.connectgateway.url.Origin;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.time.DateTimeException;
import java.time.Duration;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.Config;
import org.jboss.logging.Logger;

/** Stops the start on a wrong configuration, with one message that lists every bad key. */
class ConfigurationCheck {

    private static final Logger LOG = Logger.getLogger(ConfigurationCheck.class);

    private static final Duration MAX_DURATION = Duration.ofDays(365);

    private static final Rule PROJECT = rule("(?!\\.{1,2}$)[A-Za-z0-9._~-]+", "must be the id of a Gigs project");
    private static final Rule SECRET = rule("(?s).+", "must be the name or ARN of a secret");
    private static final Rule URL = rule(url -> Origin.of(url).isPresent(), "must be an http or https URL");
    private static final Rule ORIGIN = rule(
            url -> Origin.of(url).isPresent() && url.matches("[a-z]+://[^/?#]+"),
            "must be an origin, as https://connect.gigs.com");
    private static final Rule SOME_ORIGIN = rule("(?s).+", "must name at least one origin");
    private static final Rule DURATION =
            rule(ConfigurationCheck::isDuration, "must be an ISO 8601 duration of at most a year, as PT5M");
    private static final Rule BOOLEAN = rule("true|false", "must be true or false");
    private static final Rule SOME_INTENT = rule("(?s).+", "must name at least one intent");
    private static final Rule INTENT =
            rule(name -> IntentType.of(name).isPresent(), "must be the name of an intent, as checkoutAddon");
    private static final Rule PLAN = rule(id -> GigsId.Validator.isId("pln", id), "must be the id of a plan, as pln_…");
    private static final Rule ADDON =
            rule(id -> GigsId.Validator.isId("add", id), "must be the id of an add-on, as add_…");
    private static final Rule CLAIM = rule("(?s).+", "must be the name of a claim");
    private static final Rule VERIFIED =
            rule("(?s).+", "must be the claim that says whether the address in connect.caller.email-claim is verified");
    private static final Rule SCOPE = rule("[^ ]+", "must be one scope");
    private static final Rule HOST =
            rule("[A-Za-z0-9._-]+|\\[?[0-9A-Fa-f:.]+]?", "must be a host name or address alone, as proxy.example");
    private static final Rule PORT = rule(
            port -> port.matches("[1-9][0-9]{0,4}") && Integer.parseInt(port) < 65_536,
            "must be the port of the proxy, as 3128");

    private final ConfigurationProblems problems;

    ConfigurationCheck(Config config) {
        problems = new ConfigurationProblems(config);
    }

    void check(@Observes @Priority(1) StartupEvent start) {
        problems.require(PROJECT, "connect.gigs.project");
        problems.require(SECRET, "connect.gigs.token-secret");
        problems.require(URL, "connect.gigs.url");
        problems.check(URL, "connect.secrets-manager.url", "aws.endpoint-url-secrets-manager");
        problems.require(SOME_ORIGIN, "connect.gigs.session-origins");
        problems.checkEach("connect.gigs.session-origins", ORIGIN);
        problems.require(DURATION, "connect.token.ttl", "connect.token.max-stale");
        problems.require(SOME_INTENT, "connect.policy.intents");
        problems.checkEach("connect.policy.intents", INTENT);
        problems.checkEach("connect.policy.callback-urls", CallbackUrls::problem);
        problems.checkEach("connect.policy.plans", PLAN);
        problems.checkEach("connect.policy.addons", ADDON);
        problems.require(BOOLEAN, "connect.gigs.idempotency-keys", "connect.policy.check-ownership");
        problems.require(BOOLEAN, "connect.caller.find-user-by-email");
        problems.require(SCOPE, "connect.caller.backend-scope");
        problems.require(CLAIM, "connect.caller.user-claim");
        problems.check(CLAIM, "connect.caller.email-verified-claim");
        boolean isClaim = problems.require(CLAIM, "connect.caller.email-claim");
        if (isClaim && !problems.value("connect.caller.email-claim").equals("email")) {
            problems.require(VERIFIED, "connect.caller.email-verified-claim");
        }
        if (problems.value("quarkus.proxy.host").isEmpty()) {
            warnOfIgnoredProxy();
        } else {
            problems.check(HOST, "quarkus.proxy.host");
            problems.require(PORT, "quarkus.proxy.port");
        }
        problems.refuseUnknown();
        problems.throwIfAny();
    }

    /** Other tools read these variables, but the gateway does not, and its calls go out directly. */
    private void warnOfIgnoredProxy() {
        Stream.of("HTTPS_PROXY", "https_proxy", "ALL_PROXY", "all_proxy")
                .filter(name -> !problems.value(name).isEmpty())
                .findFirst()
                // Without its value, which may hold a password.
                .ifPresent(name -> LOG.warnf(
                        "%s is set, and neither it nor NO_PROXY is read:"
                                + " calls to Gigs and to Secrets Manager go out directly."
                                + " Name the proxy in QUARKUS_PROXY_HOST and QUARKUS_PROXY_PORT.",
                        name));
    }

    private static boolean isDuration(String value) {
        try {
            Duration duration = Duration.parse(value);
            return duration.compareTo(Duration.ZERO) > 0 && duration.compareTo(MAX_DURATION) <= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
