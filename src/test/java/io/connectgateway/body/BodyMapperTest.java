package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import jakarta.validation.Validation;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the bodies: a valid one is passed on unchanged, another is refused with the path of the property. */
class BodyMapperTest {

    static final BodyMapper BODIES = new BodyMapper(Validation.byDefaultProvider()
            .configure()
            .messageInterpolator(new MessageInterpolatorProducer().interpolator())
            .buildValidatorFactory()
            .getValidator());

    private static final String INTENT = "'intent':{'type':'updatePaymentMethod'}";

    /** A check digit, a day that has not come and a language tag: the schemas of docs/openapi.yaml take these. */
    private static final List<String> BEYOND_A_SCHEMA =
            List.of("'imei':'490154203237519'", "'birthday':'2999-01-01'", "'preferredLocale':'en_US'");

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void passesOnEveryIntentAsItIs(ObjectNode intent) {
        assertPassesOn("{\"intent\":" + intent + "}");
    }

    @Test
    void passesOnTheReferencesOwnExamples() {
        assertPassesOn(Reference.create().toString());
        byte[] update = bytes(Reference.update().toString());
        assertEquals(Reference.update(), Json.parse(new String(BODIES.write(BODIES.update(update)), UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'appearance':{}
            'appearance':{'theme':'dark'}
            'callbackUrl':null,'user':null
            'callbackUrl':'myapp://done'
            'callbackUrl':'https://shop.example/done?a=b#c'
            'user':'usr_1'
            'user':'usr_AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09'
            'userDetails':{}
            'userDetails':{'birthday':'1990-12-31','email':'jerry@example.com','fullName':'J','preferredLocale':'de'}
            'userDetails':{'birthday':'2000-02-29','preferredLocale':'zh-Hant-TW'}
            'userDetails':{'metadata':{}}
            'userDetails':{'metadata':{'k':'','gigs':'com'}}
            """)
    void takesWhatTheTableAllows(String property) {
        assertPassesOn("{" + INTENT + "," + property + "}");
    }

    @Test
    void takesAnyPartOfANewSubscription() {
        assertPassesOn(intent("checkoutNewSubscription", "{}"));
        assertPassesOn(intent("checkoutNewSubscription", """
                {'plan':'pln_1','sim':'sim_1','device':'dev_1','imei':'490154203237518','voucherCode':'V',
                 'addons':['add_1']}"""));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'appearance':{'theme':'blue'}                            | appearance.theme              | propertyInvalid
            'appearance':{'color':'blue'}                            | appearance.color              | propertyUnknown
            'callbackUrl':''                                         | callbackUrl                   | propertyInvalid
            'callbackUrl':'/done'                                    | callbackUrl                   | propertyInvalid
            'callbackUrl':'https://shop.example/a b'                 | callbackUrl                   | propertyInvalid
            'user':'sub_1'                                           | user                          | propertyInvalid
            'user':'usr_'                                            | user                          | propertyInvalid
            'user':'usr_1/..'                                        | user                          | propertyInvalid
            'user':'USR_1'                                           | user                          | propertyInvalid
            'user':'usr_AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz091' | user         | propertyInvalid
            'userDetails':{'birthday':'2999-01-01'}                  | userDetails.birthday          | propertyInvalid
            'userDetails':{'birthday':'2001-02-29'}                  | userDetails.birthday          | propertyInvalid
            'userDetails':{'birthday':'-2001-02-28'}                 | userDetails.birthday          | propertyInvalid
            'userDetails':{'email':''}                               | userDetails.email             | propertyInvalid
            'userDetails':{'email':'jerry'}                          | userDetails.email             | propertyInvalid
            'userDetails':{'fullName':''}                            | userDetails.fullName          | propertyInvalid
            'userDetails':{'preferredLocale':''}                     | userDetails.preferredLocale   | propertyInvalid
            'userDetails':{'preferredLocale':'en_US'}                | userDetails.preferredLocale   | propertyInvalid
            'userDetails':{'metadata':{'gigs.com/x':'1'}}            | userDetails.metadata.gigs.com/x | propertyInvalid
            'userDetails':{'metadata':{'':'1'}}                      | userDetails.metadata.         | propertyInvalid
            'userDetails':{'metadata':{'k':null}}                    | userDetails.metadata.k        | propertyRequired
            'userDetails':{'name':'J'}                               | userDetails.name              | propertyUnknown
            'User':'usr_1'                                           | User                          | propertyUnknown
            'project':'dev'                                          | project                       | propertyUnknown
            """)
    void refusesAPropertyWithItsPath(String property, String path, String code) {
        assertRefused("{" + INTENT + "," + property + "}", path + " " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                       | type propertyRequired
            {'type':null}                                            | type propertyRequired
            {'type':'sell'}                                          | type propertyInvalid
            {'type':' viewSubscriptions '}                           | type propertyInvalid
            {'type':'CANCEL_SUBSCRIPTION'}                           | type propertyInvalid
            {'type':'checkoutNewSubscription'}                       | checkoutNewSubscription propertyRequired
            {'type':'updatePaymentMethod','updatePaymentMethod':{}}  | updatePaymentMethod propertyUnknown
            {'type':'viewSubscriptions','viewSubscription':{'subscription':'sub_1'}} | viewSubscription propertyInvalid
            """)
    void refusesAnIntentWithItsPath(String intent, String problem) {
        assertRefused("{'intent':" + intent + "}", "intent." + problem);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            cancelSubscription      | {}                                              | subscription propertyRequired
            changeSubscription      | {'subscription':'x'}                            | subscription propertyInvalid
            resumeSubscription      | {'subscription':''}                             | subscription propertyInvalid
            viewSubscription        | {'subscription':'sub_1','x':1}                  | x propertyUnknown
            viewEsimInstallation    | {'subscription':'pln_1'}                        | subscription propertyInvalid
            checkoutAddon           | {'subscription':'sub_1'}                        | addons propertyRequired
            checkoutAddon           | {'subscription':'sub_1','addons':[]}            | addons propertyRequired
            checkoutAddon           | {'addons':['add_1']}                            | subscription propertyRequired
            checkoutAddon           | {'subscription':'sub_1','addons':['add_1','pln_1']} | addons[1] propertyInvalid
            checkoutAddon           | {'subscription':'sub_1','addons':[null]}        | addons[0] propertyRequired
            checkoutAddon           | {'subscription':'sub_1','addons':['add_1','add_1']} | addons propertyInvalid
            checkoutNewSubscription | {'plan':'x'}                                    | plan propertyInvalid
            checkoutNewSubscription | {'sim':'auto'}                                  | sim propertyInvalid
            checkoutNewSubscription | {'device':'sim_1'}                              | device propertyInvalid
            checkoutNewSubscription | {'imei':'49015420323751'}                       | imei propertyInvalid
            checkoutNewSubscription | {'imei':'490154203237519'}                      | imei propertyInvalid
            checkoutNewSubscription | {'voucherCode':''}                              | voucherCode propertyInvalid
            checkoutNewSubscription | {'addons':['x']}                                | addons[0] propertyInvalid
            completePorting         | {'behavior':{}}                                 | subscription propertyRequired
            completePorting         | {'subscription':'sub_1','behavior':{'hide':true}} | behavior.hide propertyUnknown
            confirmPayment          | {}                                              | payment propertyRequired
            confirmPayment          | {'payment':'sub_1'}                             | payment propertyInvalid
            """)
    void refusesAPayloadWithItsPath(String type, String payload, String problem) {
        assertRefused(intent(type, payload), "intent." + type + "." + problem);
    }

    /** Each text is repeated as often as is allowed, and once more. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a  | 2027 | 'callbackUrl':'https://shop.example/%s'  | callbackUrl
            a  | 255  | 'userDetails':{'fullName':'%s'}          | userDetails.fullName
            a. | 124  | 'userDetails':{'email':'a@%scom'}        | userDetails.email
            v  | 255  | 'userDetails':{'metadata':{'k':'%s'}}    | userDetails.metadata.k
            k  | 40   | 'userDetails':{'metadata':{'%s':'v'}}    | userDetails.metadata.%s
            """)
    void limitsALength(String text, int most, String property, String path) {
        String body = "{" + INTENT + "," + property + "}";
        assertPassesOn(body.formatted(text.repeat(most)));
        assertRefused(
                body.formatted(text.repeat(most + 1)), path.formatted(text.repeat(most + 1)) + " propertyInvalid");
    }

    @Test
    void limitsTheLengthOfAVoucherCodeAndTheNumberOfEntries() {
        String voucher = intent("checkoutNewSubscription", "{'voucherCode':'%s'}");
        assertPassesOn(voucher.formatted("v".repeat(64)));
        assertRefused(voucher.formatted("v".repeat(65)), "intent.checkoutNewSubscription.voucherCode propertyInvalid");
        String metadata = "{" + INTENT + ",'userDetails':{'metadata':{%s}}}";
        assertPassesOn(metadata.formatted(Json.numbered("'k%d':'v'", 10)));
        assertRefused(metadata.formatted(Json.numbered("'k%d':'v'", 11)), "userDetails.metadata propertyInvalid");
        String addons = intent("checkoutAddon", "{'subscription':'sub_1','addons':[%s]}");
        assertPassesOn(addons.formatted(Json.numbered("'add_%d'", 20)));
        assertRefused(addons.formatted(Json.numbered("'add_%d'", 21)), "intent.checkoutAddon.addons propertyInvalid");
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheirPaths() {
        String intent = "{'type':'checkoutAddon','confirmPayment':{},'y':[1]}";
        assertRefused(
                "{'z':1,'user':'x','intent':" + intent + ",'appearance':{'theme':''}}",
                "appearance.theme propertyInvalid",
                "intent.checkoutAddon propertyRequired",
                "intent.confirmPayment propertyInvalid",
                "intent.confirmPayment.payment propertyRequired",
                "intent.y propertyUnknown",
                "user propertyInvalid",
                "z propertyUnknown");
    }

    @Test
    void namesEveryUnknownPropertyWhereverItStands() {
        String behavior = "{'q':{'r':1},'hideIntroPage':true,'s':{}}";
        String payload = "{'p':{},'subscription':'sub_1','behavior':" + behavior + "}";
        String intent = "{'x':{'type':1},'type':'completePorting','completePorting':" + payload + "}";
        assertRefused(
                "{'a':{'b':[{}]},'intent':" + intent + "}",
                "a propertyUnknown",
                "intent.completePorting.behavior.q propertyUnknown",
                "intent.completePorting.behavior.s propertyUnknown",
                "intent.completePorting.p propertyUnknown",
                "intent.x propertyUnknown");
    }

    @Test
    void saysInItsOwnWordsWhatIsWrong() {
        String body = """
                {'callbackUrl':'x','intent':{'type':'confirmPayment','viewSubscription':{'subscription':'sub_1'}},
                 'userDetails':{'birthday':'1','preferredLocale':'en_US','metadata':{'gigs.com':'1'}}}""";

        InvalidBodyException refused = assertThrows(InvalidBodyException.class, () -> BODIES.create(bytes(body)));

        assertEquals(
                """
                callbackUrl must be an absolute URL of at most 2048 characters
                intent.confirmPayment is required by this type
                intent.viewSubscription must be absent, as the type is confirmPayment
                userDetails.birthday must be a date in the past, as in 1990-12-31
                userDetails.metadata.gigs.com must not have a key that begins with gigs.com
                userDetails.preferredLocale must be a BCP 47 language tag, as in en-US
                """,
                refused.problems().stream()
                        .map(problem -> problem.property() + " " + problem.message() + "\n")
                        .collect(Collectors.joining()));
    }

    @Test
    void needsAnIntentToCreateAndTakesNoneToUpdate() {
        assertRefused("{}", "intent propertyRequired");
        assertRefused("{'intent':null}", "intent propertyRequired");
        assertUpdateRefused("{" + INTENT + "}", "intent propertyUnknown");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "'appearance':null", "'userDetails':null,'appearance':null"})
    void needsAFieldToUpdate(String nothing) {
        assertUpdateRefused("{" + nothing + "}", " propertyRequired");
    }

    @ParameterizedTest
    @ValueSource(strings = {"'user':null", "'callbackUrl':null", "'appearance':{}", "'userDetails':{}"})
    void updatesOneFieldAndKeepsAnExplicitNull(String field) {
        byte[] body = bytes("{" + field + "}");
        assertArrayEquals(body, BODIES.write(BODIES.update(body)));
        assertTrue(OpenApiTest.takes("UpdateSession", new String(body, UTF_8)));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'user':'usr_1','user':'usr_2'}                    | twice
            {'intent':{'type':'viewSubscriptions','type':'x'}} | twice
            {'userDetails':{'metadata':{'k':'1','k':'2'}}}     | twice
            {} {}                                              | nothing after it
            {} x                                               | not valid JSON
            {'user':7}                                         | The property user must be a string.
            {'intent':{'type':0}}                              | The property intent.type must be a string.
            {'intent':[]}                                      | The property intent must be an object.
            {'intent':''}                                      | The property intent must be an object.
            {'appearance':{'theme':0}}                         | The property appearance.theme must be a string.
            {'intent':{'checkoutAddon':{'addons':'add_1'}}}    | intent.checkoutAddon.addons must be an array.
            {'intent':{'checkoutAddon':{'addons':[1]}}}        | intent.checkoutAddon.addons[0] must be a string.
            {'intent':{'completePorting':{'behavior':{'hideIntroPage':'true'}}}} | .hideIntroPage must be true or false.
            {'intent':{'completePorting':{'behavior':{'hideIntroPage':1}}}}      | .hideIntroPage must be true or false.
            {'intent':{'completePorting':{'behavior':{'hideIntroPage':''}}}}     | .hideIntroPage must be true or false.
            {'userDetails':{'birthday':[2017,7,21]}}           | The property userDetails.birthday must be a string.
            []                                                 | The body must be one JSON object
            null                                               | The body must be one JSON object
            {                                                  | not valid JSON
            {user:'x'}                                         | not valid JSON
            """)
    void refusesWhatIsNotTheJsonItTakes(String body, String message) {
        String said = assertThrows(MalformedBodyException.class, () -> BODIES.create(bytes(body)))
                .getMessage();
        assertTrue(said.contains(message) && !said.contains("io.connectgateway"), said);
    }

    @Test
    void refusesNoBodyAtAll() {
        assertThrows(MalformedBodyException.class, () -> BODIES.create(null));
        assertThrows(MalformedBodyException.class, () -> BODIES.create(new byte[0]));
    }

    private static String intent(String type, String payload) {
        return "{'intent':{'type':'" + type + "','" + type + "':" + payload + "}}";
    }

    private static void assertPassesOn(String body) {
        String json = new String(bytes(body), UTF_8);
        assertEquals(Json.parse(json), Json.parse(new String(BODIES.write(BODIES.create(bytes(body))), UTF_8)));
        assertTrue(OpenApiTest.takes("CreateSession", json), json);
    }

    private static void assertRefused(String body, String... problems) {
        assertRefused(() -> BODIES.create(bytes(body)), problems);
        boolean isTaken = OpenApiTest.takes("CreateSession", new String(bytes(body), UTF_8));
        assertEquals(BEYOND_A_SCHEMA.stream().anyMatch(body::contains), isTaken, body);
    }

    private static void assertUpdateRefused(String body, String... problems) {
        assertRefused(() -> BODIES.update(bytes(body)), problems);
        assertFalse(OpenApiTest.takes("UpdateSession", new String(bytes(body), UTF_8)), body);
    }

    private static void assertRefused(Executable read, String... problems) {
        List<String> listed = assertThrows(InvalidBodyException.class, read).problems().stream()
                .map(problem -> problem.property() + " " + problem.code())
                .toList();
        assertEquals(List.of(problems), listed);
    }

    /** The tables write single quotes for the double quotes of JSON. */
    private static byte[] bytes(String body) {
        return body.replace('\'', '"').getBytes(UTF_8);
    }
}
