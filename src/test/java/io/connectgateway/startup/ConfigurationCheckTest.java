package io.connectgateway.startup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.caller.CallerConfig;
import io.connectgateway.gigs.GigsConfig;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.token.TokenConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that stop the start, and what the message says. */
class ConfigurationCheckTest {

    private static final Map<String, String> GOOD = Map.of(
            "connect.gigs.project", "dev",
            "connect.gigs.token-secret", "gigs/token",
            "connect.gigs.url", "https://api.gigs.com",
            "connect.secrets-manager.url", "http://localhost:4566");

    /** Every key with a good value. */
    private static final Map<String, String> ALL =
            """
            connect.gigs.project                = dev
            connect.gigs.token-secret           = gigs/token
            connect.gigs.idempotency-keys       = true
            connect.gigs.session-origins        = https://connect.gigs.com
            connect.gigs.url                    = https://api.gigs.com
            connect.secrets-manager.url         = https://secretsmanager.eu-central-1.amazonaws.com
            connect.token.ttl                   = PT5M
            connect.token.max-stale             = PT1H
            connect.policy.callback-urls        = https://shop.example/done
            connect.policy.intents              = viewSubscription
            connect.policy.plans                = pln_1
            connect.policy.addons               = add_1
            connect.policy.check-ownership      = true
            connect.caller.user-claim           = gigs_user
            connect.caller.email-claim          = email
            connect.caller.email-verified-claim = email_verified
            connect.caller.find-user-by-email   = true
            connect.caller.backend-scope        = connect:backend
            aws.endpoint-url-secrets-manager    = https://secretsmanager.eu-central-1.amazonaws.com
            quarkus.proxy.host                  = proxy.example
            quarkus.proxy.port                  = 3128
            """.lines().map(line -> line.split(" += ")).collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));

    private static final Set<String> LISTS = Set.of(
            "connect.gigs.session-origins",
            "connect.policy.callback-urls",
            "connect.policy.intents",
            "connect.policy.plans",
            "connect.policy.addons");

    @Test
    void startsWithTheTwoRequiredKeysAlone() {
        assertDoesNotThrow(() -> check(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            connect.gigs.project              | a/b
            connect.gigs.project              | ..
            connect.gigs.idempotency-keys     | yes
            connect.gigs.session-origins      | connect.gigs.com
            connect.gigs.session-origins      | https://connect.gigs.com/checkout
            connect.gigs.url                  | api.gigs.com
            connect.secrets-manager.url       | ftp://x
            aws.endpoint-url-secrets-manager  | ftp://x
            connect.token.ttl                 | PT0S
            connect.token.ttl                 | P366D
            connect.token.max-stale           | PT9999999999999H
            connect.policy.callback-urls      | http://shop.example
            connect.policy.intents            | sellEverything
            connect.policy.plans              | add_1
            connect.policy.addons             | pln_1
            connect.policy.check-ownership    | yes
            connect.caller.find-user-by-email | TRUE
            connect.caller.backend-scope      | a b
            """)
    void stopsOnABadValueAndNamesItsKeyBothWays(String key, String value) {
        List<String> lines = problems(Map.of(key, value));

        assertEquals(1, lines.size(), lines.toString());
        assertTrue(lines.get(0).startsWith(named(key)), lines.get(0));
    }

    @Test
    void listsEveryBadKeyAtOnce() {
        Map<String, String> bad = new HashMap<>(Map.of("connect.token.ttl", "x", "connect.policy.plans", "a,b"));
        bad.put("connect.gigs.project", "");
        bad.put("connect.gigs.token-secret", "");
        bad.put("connect.policy.intents", "");

        String problems = String.join("\n", problems(bad));

        assertEquals("""
                connect.gigs.project (CONNECT_GIGS_PROJECT): is required: it must be the id of a Gigs project
                connect.gigs.token-secret (CONNECT_GIGS_TOKEN_SECRET): is required: it must be the name or ARN of a secret
                connect.token.ttl (CONNECT_TOKEN_TTL): must be an ISO 8601 duration of at most a year, as PT5M
                connect.policy.intents (CONNECT_POLICY_INTENTS): is required: it must name at least one intent
                connect.policy.plans (CONNECT_POLICY_PLANS): "a" must be the id of a plan, as pln_…
                connect.policy.plans (CONNECT_POLICY_PLANS): "b" must be the id of a plan, as pln_…""", problems);
    }

    @Test
    void needsAVerifiedClaimOfItsOwnBesideAnotherEmailClaim() {
        String problem = "is required: it must be the claim that says whether the address in connect.caller.email-claim"
                + " is verified";
        assertEquals(
                List.of(named("connect.caller.email-verified-claim") + problem),
                problems(Map.of("connect.caller.email-claim", "contact_email")));
        assertDoesNotThrow(() -> check(Map.of(
                "connect.caller.email-claim", "https://shop.example/email",
                "connect.caller.email-verified-claim", "https://shop.example/email_verified")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"proxy.example", "proxy_1", "10.0.0.8", "fd00::8", "[fd00::8]"})
    void takesTheHostOfAProxyByNameOrAddress(String host) {
        assertDoesNotThrow(() -> check(Map.of("quarkus.proxy.host", host, "quarkus.proxy.port", "3128")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://proxy.example", "gateway:hunter2@proxy.example", "proxy.example:3128", "a/b"})
    void takesNothingElseAsTheHostOfAProxyAndDoesNotQuoteIt(String host) {
        assertProblem("quarkus.proxy.host", host, "must be a host name or address alone, as proxy.example");
    }

    @ParameterizedTest
    @CsvSource({"0, ''", "65536, ''", "http, ''", "-1, ''", ", 'is required: it '"})
    void needsThePortOfAProxy(String port, String isRequired) {
        Map<String, String> values = new HashMap<>(Map.of("quarkus.proxy.host", "proxy.example"));
        if (port != null) {
            values.put("quarkus.proxy.port", port);
        }
        String problem = named("quarkus.proxy.port") + isRequired + "must be the port of the proxy, as 3128";
        assertEquals(List.of(problem), problems(values));
    }

    /** With a blank behind its name, no token has the claim: every user would be a stranger. */
    @Test
    void takesNoBlankAtTheEndsOfAValue() {
        assertDoesNotThrow(() -> check(ALL));
        ALL.forEach((key, value) -> {
            for (String blank : List.of(" ", "\t", "\n", "\r\n", "\u00a0", "\ufeff")) {
                assertProblem(key, blank + value, "must not begin or end with a blank or a line break");
                assertProblem(key, value + blank, "must not begin or end with a blank or a line break");
            }
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"%s,", ",%s", "%1$s,,%1$s", ",", ",,", "\\"})
    void takesNoEmptyEntryOfAList(String list) {
        for (String key : LISTS) {
            assertProblem(key, list.formatted(ALL.get(key)), "must not have an empty entry");
        }
    }

    /** SmallRye Config reads an expression without a value as none, which for an allow-list would allow everything. */
    @Test
    void takesNoExpression() {
        ALL.forEach((key, good) -> {
            assertProblem(key, "${NOT_SET:" + good + "}", "must not have an expression ${…}");
            if (LISTS.contains(key)) {
                assertProblem(key, "${NOT_SET}", "must not have an expression ${…}");
                assertProblem(key, good + ",${NOT_SET:}", "must not have an expression ${…}");
            }
        });
    }

    /** An empty list of plans or add-ons allows any. The other keys here name what a deployment may not have. */
    @Test
    void takesAnEmptyValueOnlyForNone() {
        Set<String> mayBeEmpty = Set.of(
                "connect.policy.callback-urls",
                "connect.policy.plans",
                "connect.policy.addons",
                "connect.secrets-manager.url",
                "aws.endpoint-url-secrets-manager",
                "connect.caller.email-verified-claim",
                "quarkus.proxy.host");
        for (String key : ALL.keySet()) {
            Map<String, String> values = new HashMap<>(ALL);
            values.put(key, "");
            if (mayBeEmpty.contains(key)) {
                assertDoesNotThrow(() -> check(values));
            } else {
                List<String> lines = problems(values);
                assertEquals(1, lines.size(), lines.toString());
                assertTrue(lines.get(0).startsWith(named(key) + "is required: it must "), lines.get(0));
            }
        }
    }

    /** A misspelt list would allow everything. */
    @Test
    void takesNoVariableThatDoesNotExist() {
        Map<String, String> environment = new HashMap<>(Map.of(
                "CONNECT_POLICY_PLAN", "pln_1",
                "connect_gigs_Projekt", "dev",
                "CONNECT_TOKEN_TTL", "5m",
                "CONNECTION", "keep-alive",
                "PATH", "/usr/bin"));

        assertEquals(
                List.of(
                        "connect.token.ttl (CONNECT_TOKEN_TTL): must be an ISO 8601 duration of at most a year, as PT5M",
                        "CONNECT_POLICY_PLAN: is not a variable that the gateway reads",
                        "connect_gigs_Projekt: is not a variable that the gateway reads"),
                problems(Map.of(), environment));
    }

    @Test
    void knowsEveryVariable() {
        Map<String, String> environment = new HashMap<>();
        ALL.keySet().forEach(key -> environment.put(environment(key), "wrong, and known"));

        List<String> lines = problems(Map.of(), environment);

        assertTrue(lines.stream().noneMatch(line -> line.contains("is not a variable")), lines::toString);
    }

    @Test
    void quotesNoValueThatMayHoldAPassword() {
        List<String> lines = problems(Map.of(
                "connect.policy.callback-urls", "https://shop.example,https://admin:hunter2@shop.example/done",
                "connect.gigs.session-origins", "https://admin:hunter2@connect.gigs.com"));

        assertEquals(
                List.of(
                        "connect.gigs.session-origins (CONNECT_GIGS_SESSION_ORIGINS): value 1 must be an origin, as https://connect.gigs.com",
                        "connect.policy.callback-urls (CONNECT_POLICY_CALLBACK_URLS): value 2 must not have a user name or password"),
                lines);
    }

    /** Every other key has a good value, and this one is the only problem. */
    private static void assertProblem(String key, String value, String problem) {
        Map<String, String> values = new HashMap<>(ALL);
        values.put(key, value);
        assertEquals(List.of(named(key) + problem), problems(values));
    }

    /** The beginning of a problem. */
    private static String named(String key) {
        return key + " (" + environment(key) + "): ";
    }

    private static String environment(String key) {
        return key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    private static List<String> problems(Map<String, String> values) {
        return problems(values, Map.of());
    }

    private static List<String> problems(Map<String, String> values, Map<String, String> environment) {
        String message = assertThrows(ConfigurationException.class, () -> check(values, environment))
                .getMessage();
        return message.lines().skip(1).map(String::strip).toList();
    }

    private static void check(Map<String, String> values) {
        check(values, Map.of());
    }

    private static void check(Map<String, String> values, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(GOOD);
        all.putAll(values);
        // Some of the keys have no mapping.
        all.put("smallrye.config.mapping.validate-unknown", "false");
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100), new EnvConfigSource(environment, 300))
                .withMapping(GigsConfig.class)
                .withMapping(TokenConfig.class)
                .withMapping(PolicyConfig.class)
                .withMapping(CallerConfig.class)
                .build();
        new ConfigurationCheck(config).check(null);
    }
}
