package io.connectgateway.startup;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.connectgateway.caller.CallerConfig;
import io.connectgateway.gigs.GigsConfig;
import io.connectgateway.policy.PolicyConfig;
import io.connectgateway.token.TokenConfig;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What stops the start, and what it says. */
class ConfigurationCheckTest {

    private static final Map<String, String> GOOD = Map.of(
            "connect.gigs.project", "dev",
            "connect.gigs.token-secret", "gigs/token",
            "connect.gigs.url", "https://api.gigs.com",
            "connect.secrets-manager.url", "http://localhost:4566");

    @Test
    void startsWithTheTwoRequiredKeysAlone() {
        assertDoesNotThrow(() -> check(Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "connect.gigs.project                 | a/b",
                "connect.gigs.project                 | ..",
                "connect.gigs.idempotency-keys        | yes",
                "connect.gigs.session-origins         | connect.gigs.com",
                "connect.gigs.session-origins         | https://connect.gigs.com/checkout",
                "connect.token.ttl                    | 5m",
                "connect.token.ttl                    | PT0S",
                "connect.token.max-stale              | -PT1H",
                "connect.policy.callback-urls         | http://shop.example",
                "connect.policy.callback-urls         | javascript://x",
                "connect.policy.intents               | sellEverything",
                "connect.policy.plans                 | add_1",
                "connect.policy.addons                | pln_1",
                "connect.caller.find-user-by-email    | TRUE",
                "connect.caller.backend-scope         | a b",
                "connect.gigs.url                     | api.gigs.com",
                "connect.secrets-manager.url          | ftp://x"
            })
    void stopsOnABadValueAndNamesItsKeyBothWays(String key, String value) {
        List<String> lines = problems(Map.of(key, value));

        assertEquals(1, lines.size(), lines.toString());
        String environment = key.toUpperCase().replace('.', '_').replace('-', '_');
        assertEquals(true, lines.get(0).startsWith(key + " (" + environment + "): "), lines.get(0));
    }

    @Test
    void listsEveryBadKeyAtOnce() {
        List<String> lines = problems(Map.of(
                "connect.gigs.project",
                "",
                "connect.gigs.token-secret",
                "",
                "connect.token.ttl",
                "x",
                "connect.policy.plans",
                "a,b"));
        assertEquals(
                List.of(
                        "connect.gigs.project (CONNECT_GIGS_PROJECT): is required: it must be the id of a Gigs project",
                        "connect.gigs.token-secret (CONNECT_GIGS_TOKEN_SECRET): is required: it must be the name or ARN of a secret",
                        "connect.token.ttl (CONNECT_TOKEN_TTL): must be an ISO 8601 duration above zero, as PT5M",
                        "connect.policy.plans (CONNECT_POLICY_PLANS): \"a\" must be the id of a plan, as pln_…",
                        "connect.policy.plans (CONNECT_POLICY_PLANS): \"b\" must be the id of a plan, as pln_…"),
                lines);
    }

    @Test
    void needsAVerifiedClaimOfItsOwnBesideAnotherEmailClaim() {
        assertEquals(
                List.of(
                        "connect.caller.email-verified-claim (CONNECT_CALLER_EMAIL_VERIFIED_CLAIM): is required: it must be the claim"
                                + " that says whether the address in connect.caller.email-claim is verified"),
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
    @ValueSource(strings = {"http://proxy.example", "gateway:hunter2@proxy.example", "proxy.example:3128", "a/b", " "})
    void takesNothingElseAsTheHostOfAProxyAndDoesNotQuoteIt(String host) {
        assertEquals(
                List.of(
                        "quarkus.proxy.host (QUARKUS_PROXY_HOST): must be a host name or address alone, as proxy.example"),
                problems(Map.of("quarkus.proxy.host", host, "quarkus.proxy.port", "3128")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "http", "-1"})
    void needsThePortOfAProxy(String port) {
        String problem = "quarkus.proxy.port (QUARKUS_PROXY_PORT): %smust be the port of the proxy, as 3128";
        assertEquals(
                List.of(problem.formatted("")),
                problems(Map.of("quarkus.proxy.host", "proxy.example", "quarkus.proxy.port", port)));
        assertEquals(
                List.of(problem.formatted("is required: it ")),
                problems(Map.of("quarkus.proxy.host", "proxy.example")));
    }

    @Test
    void needsAnIntent() {
        assertEquals(
                List.of(
                        "connect.policy.intents (CONNECT_POLICY_INTENTS): is required: it must name at least one intent"),
                problems(Map.of("connect.policy.intents", "")));
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

    @Test
    void quotesAnyOtherValueOfAList() {
        assertEquals(
                List.of("connect.policy.callback-urls (CONNECT_POLICY_CALLBACK_URLS): \"http://shop.example\""
                        + " must begin with https:// (http:// is for localhost only)"),
                problems(Map.of("connect.policy.callback-urls", "http://shop.example")));
    }

    private static List<String> problems(Map<String, String> values) {
        String message =
                assertThrows(ConfigurationException.class, () -> check(values)).getMessage();
        return message.lines().skip(1).map(String::strip).toList();
    }

    private static void check(Map<String, String> values) {
        Map<String, String> all = new HashMap<>(GOOD);
        all.putAll(values);
        SmallRyeConfig config = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(all, "test", 100))
                .withMapping(GigsConfig.class)
                .withMapping(TokenConfig.class)
                .withMapping(PolicyConfig.class)
                .withMapping(CallerConfig.class)
                .build();
        new ConfigurationCheck(config).check(null);
    }
}
