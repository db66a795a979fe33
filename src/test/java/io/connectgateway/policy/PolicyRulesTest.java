package io.connectgateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.body.SessionBody;
import io.connectgateway.caller.Caller;
import io.connectgateway.caller.CallerConfig;
import io.connectgateway.intent.Intent;
import io.connectgateway.intent.IntentType;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.mutiny.Uni;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.openapitools.jackson.nullable.JsonNullableModule;

/** The rules of who may ask what, without a server: a row for each cell of the table. */
class PolicyRulesTest {

    private enum Who {
        KNOWN_USER(Set.of(), "usr_own", "own@example.com"),
        VERIFIED_EMAIL(Set.of("shop"), null, "own@example.com"),
        ANONYMOUS(Set.of(), null, null),
        BACKEND(Set.of("shop", "connect:backend"), null, null);

        private final Caller caller;

        Who(Set<String> scopes, String user, String email) {
            caller = new Caller(
                    "", "subject", Optional.empty(), scopes, Optional.ofNullable(user), Optional.ofNullable(email));
        }
    }

    private static final SmallRyeConfig DEFAULTS = config(Map.of());

    private static final SmallRyeConfig FEW_THINGS = config(Map.of(
            "connect.policy.intents", "checkoutNewSubscription,checkoutAddon,viewSubscriptions",
            "connect.policy.plans", "pln_1,pln_2",
            "connect.policy.addons", "add_1",
            "connect.policy.callback-urls", "https://shop.example/done",
            "connect.policy.check-ownership", "true"));

    private static final Map<String, String> REASONS = Map.of(
            "own user", "user must be absent or the caller's own.",
            "no user", "user must be absent, as the caller has no Gigs user.",
            "own email", "userDetails.email must be absent or the caller's own verified email.",
            "no details", "userDetails must be absent, as the caller has no verified email.");

    /** The outcome is the user and the email of the bound body, or why the body is refused. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            KNOWN_USER     |                                             | usr_own -
            KNOWN_USER     | 'user':null                                 | usr_own -
            KNOWN_USER     | 'user':'usr_own'                            | usr_own -
            KNOWN_USER     | 'user':'usr_OWN'                            | own user
            KNOWN_USER     | 'user':'usr_other'                          | own user
            KNOWN_USER     | 'userDetails':{}                            | usr_own -
            KNOWN_USER     | 'userDetails':{'email':'own@example.com'}   | usr_own own@example.com
            KNOWN_USER     | 'userDetails':{'email':'other@example.com'} | own email
            KNOWN_USER     | 'user':'usr_own','userDetails':{'email':'other@example.com'} | own email
            VERIFIED_EMAIL |                                             | - -
            VERIFIED_EMAIL | 'user':'usr_own'                            | no user
            VERIFIED_EMAIL | 'userDetails':{}                            | - own@example.com
            VERIFIED_EMAIL | 'userDetails':{'email':'OWN@Example.com'}   | - OWN@Example.com
            VERIFIED_EMAIL | 'userDetails':{'email':'other@example.com'} | own email
            VERIFIED_EMAIL | 'userDetails':{'email':'own@example.com.evil.example'} | own email
            VERIFIED_EMAIL | 'userDetails':{'email':'own@exa\\u017fmple.com'} | own email
            ANONYMOUS      |                                             | - -
            ANONYMOUS      | 'user':'usr_own'                            | no user
            ANONYMOUS      | 'userDetails':{}                            | no details
            ANONYMOUS      | 'userDetails':{'email':'own@example.com'}   | no details
            BACKEND        |                                             | - -
            BACKEND        | 'user':'usr_other'                          | usr_other -
            BACKEND        | 'userDetails':{}                            | - -
            BACKEND        | 'user':'usr_other','userDetails':{'email':'a@b.co'} | usr_other a@b.co
            """)
    void bindsABodyToItsCaller(Who who, String property, String outcome) {
        String expected = REASONS.getOrDefault(outcome, outcome);
        String intent = "{'intent':{'type':'viewSubscriptions'}";
        assertEquals(expected, bind(who, intent + (property == null ? "" : "," + property) + "}"));
    }

    @Test
    void attachesNobodyByAnUpdate() {
        assertEquals("- -", bind(Who.KNOWN_USER, "{'appearance':{}}"));
        assertEquals("usr_own -", bind(Who.KNOWN_USER, "{'user':'usr_own'}"));
        assertEquals("- own@example.com", bind(Who.VERIFIED_EMAIL, "{'userDetails':{}}"));
    }

    private static String bind(Who who, String json) {
        try {
            SessionBody bound = policy(DEFAULTS).bind(who.caller, read(json, SessionBody.class));
            return bound.requestedUser().orElse("-") + " "
                    + bound.requestedEmail().orElse("-");
        } catch (PermissionDeniedException e) {
            assertEquals("userNotAllowed", e.code());
            return e.getMessage();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "KNOWN_USER,     usr_own,   true,  true",
        "KNOWN_USER,     usr_other, false, true",
        "KNOWN_USER,     ,          true,  false",
        "VERIFIED_EMAIL, usr_own,   false, true",
        "VERIFIED_EMAIL, ,          true,  false",
        "BACKEND,        usr_other, true,  true",
        "BACKEND,        ,          true,  true"
    })
    void showsASessionOnlyToItsUser(Who who, String user, boolean owns, boolean seesUrl) {
        assertEquals(owns, policy(DEFAULTS).owns(who.caller, Optional.ofNullable(user)));
        assertEquals(seesUrl, policy(DEFAULTS).seesUrl(who.caller, Optional.ofNullable(user)));
    }

    @ParameterizedTest
    @EnumSource
    void allowsTheIntentsOfTheReferenceByDefault(IntentType type) {
        for (Who who : Who.values()) {
            String intent = "{'type':'" + type + "','checkoutNewSubscription':{'addons':['add_9']}}";
            assertEquals(type.hasPayload() ? "allowed" : "intentNotAllowed", check(DEFAULTS, who, intent));
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'checkoutNewSubscription':{'plan':'pln_1'}                    | allowed
            'checkoutNewSubscription':{'plan':'pln_2','addons':['add_1']} | allowed
            'checkoutNewSubscription':{'plan':'pln_3'}                    | planNotAllowed
            'checkoutNewSubscription':{}                                  | planNotAllowed
            'checkoutNewSubscription':{'plan':'pln_1','addons':['add_2']} | addonNotAllowed
            'checkoutAddon':{'addons':['add_1']}                          | allowed
            'checkoutAddon':{'addons':['add_1','add_2']}                  | addonNotAllowed
            """)
    void allowsOnlyTheOffersOfTheListsButAnyToABackend(String payload, String outcome) {
        String intent = "{'type':" + payload.substring(0, payload.indexOf(':')) + "," + payload + "}";

        assertEquals(outcome, check(FEW_THINGS, Who.KNOWN_USER, intent));
        assertEquals("allowed", check(FEW_THINGS, Who.BACKEND, intent));
        assertEquals("intentNotAllowed", check(FEW_THINGS, Who.BACKEND, "{'type':'cancelSubscription'}"));
    }

    private static String check(SmallRyeConfig config, Who who, String intent) {
        try {
            policy(config).checkIntent(who.caller, read(intent, Intent.class));
            return "allowed";
        } catch (PermissionDeniedException e) {
            return e.code();
        }
    }

    @Test
    void allowsACallbackOfTheListAndAnAbsentOne() {
        String shop = "{'callbackUrl':'https://shop.example/done'}";

        policy(FEW_THINGS).checkCallbackUrl(read(shop, SessionBody.class));
        policy(FEW_THINGS).checkCallbackUrl(read("{'callbackUrl':null}", SessionBody.class));
        assertRefused("callbackUrlNotAllowed", () -> policy(DEFAULTS).checkCallbackUrl(read(shop, SessionBody.class)));
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void allowsOnlyTheCallersOwnSubscriptionAndPayment(ObjectNode intent) {
        JsonNode payload = intent.path(intent.get("type").asText());
        String subscription = payload.path("subscription").asText();
        String payment = payload.path("payment").asText();
        String asked = payment.isEmpty() ? "subscriptions/" + subscription : "payments/" + payment;
        String refusal = payment.isEmpty() ? "subscriptionNotAllowed" : "paymentNotAllowed";
        String notOwn = (subscription + payment).isEmpty() ? "allowed" : refusal;

        assertEquals("allowed", checkOwner(FEW_THINGS, Who.KNOWN_USER, intent, asked, "usr_own"));
        assertEquals(notOwn, checkOwner(FEW_THINGS, Who.KNOWN_USER, intent, asked, "usr_other"));
        assertEquals(notOwn, checkOwner(FEW_THINGS, Who.KNOWN_USER, intent, asked, null));
        assertEquals(notOwn, checkOwner(FEW_THINGS, Who.VERIFIED_EMAIL, intent, null, null));
        assertEquals(notOwn, checkOwner(FEW_THINGS, Who.ANONYMOUS, intent, null, null));
        assertEquals("allowed", checkOwner(FEW_THINGS, Who.BACKEND, intent, null, null));
        assertEquals("allowed", checkOwner(DEFAULTS, Who.KNOWN_USER, intent, null, null));
    }

    /** @param expected the one object whose owner may be asked for; null for none */
    private static String checkOwner(SmallRyeConfig config, Who who, JsonNode intent, String expected, String owner) {
        PolicyConfig policy = config.getConfigMapping(PolicyConfig.class);
        try {
            new Ownership(policy, policy(config))
                    .check(who.caller, read(intent.toString(), Intent.class), (collection, id) -> {
                        assertEquals(expected, collection + "/" + id);
                        return Uni.createFrom().item(Optional.ofNullable(owner));
                    })
                    .await()
                    .indefinitely();
            return "allowed";
        } catch (PermissionDeniedException e) {
            return e.code();
        }
    }

    private static void assertRefused(String code, Executable asked) {
        assertEquals(code, assertThrows(PermissionDeniedException.class, asked).code());
    }

    private static Policy policy(SmallRyeConfig config) {
        return new Policy(config.getConfigMapping(PolicyConfig.class), config.getConfigMapping(CallerConfig.class));
    }

    private static SmallRyeConfig config(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(PolicyConfig.class)
                .withMapping(CallerConfig.class)
                .withDefaultValues(values)
                .build();
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return new ObjectMapper().registerModule(new JsonNullableModule()).readValue(json.replace('\'', '"'), type);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }
}
