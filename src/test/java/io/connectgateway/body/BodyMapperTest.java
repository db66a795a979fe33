package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.Json;
import io.connectgateway.Reference;
import jakarta.validation.Validation;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The rules of the bodies: what is valid is passed on unchanged, what is not is refused with the path of the property. */
class BodyMapperTest {

    private static final BodyMapper BODIES =
            new BodyMapper(Validation.buildDefaultValidatorFactory().getValidator());

    private static final String INTENT = "\"intent\":{\"type\":\"updatePaymentMethod\"}";

    @ParameterizedTest
    @MethodSource("io.connectgateway.Reference#intents")
    void passesOnEveryIntentAsItIs(ObjectNode intent) {
        assertPassesOn("{\"intent\":" + intent + "}");
    }

    @Test
    void passesOnTheReferencesOwnExamples() {
        assertPassesOn(Reference.create().toString());
        assertEquals(
                Reference.update(),
                Json.parse(new String(
                        BODIES.write(BODIES.update(bytes(Reference.update().toString()))), UTF_8)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "'appearance':{}",
                "'appearance':{'theme':'dark'}",
                "'callbackUrl':null,'user':null",
                "'callbackUrl':'myapp://done'",
                "'callbackUrl':'https://shop.example/done?a=b#c'",
                "'user':'usr_1'",
                "'user':'usr_AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09'",
                "'userDetails':{}",
                "'userDetails':{'birthday':'1990-12-31','email':'jerry@example.com','fullName':'J','preferredLocale':'de'}",
                "'userDetails':{'birthday':'2000-02-29','preferredLocale':'zh-Hant-TW'}",
                "'userDetails':{'metadata':{}}",
                "'userDetails':{'metadata':{'k':'','gigs':'com'}}"
            })
    void takesWhatTheTableAllows(String property) {
        assertPassesOn("{" + INTENT + "," + property.replace('\'', '"') + "}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{'plan':'pln_1','sim':'sim_1','device':'dev_1','imei':'490154203237518','voucherCode':'V','addons':['add_1']}"
            })
    void takesAnyPartOfANewSubscription(String payload) {
        assertPassesOn(("{'intent':{'type':'checkoutNewSubscription','checkoutNewSubscription':" + payload + "}}")
                .replace('\'', '"'));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            'appearance':{'theme':'blue'}                            | appearance.theme              | propertyInvalid
            'appearance':{'color':'blue'}                            | appearance.color              | propertyUnknown
            'callbackUrl':''                                         | callbackUrl                   | propertyInvalid
            'callbackUrl':'/done'                                    | callbackUrl                   | propertyInvalid
            'callbackUrl':'//evil.example'                           | callbackUrl                   | propertyInvalid
            'callbackUrl':'https://shop.example/a b'                 | callbackUrl                   | propertyInvalid
            'user':''                                                | user                          | propertyInvalid
            'user':'sub_1'                                           | user                          | propertyInvalid
            'user':'usr_'                                            | user                          | propertyInvalid
            'user':'usr_ä'                                           | user                          | propertyInvalid
            'user':'usr_1/..'                                        | user                          | propertyInvalid
            'user':'USR_1'                                           | user                          | propertyInvalid
            'user':'usr_AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz09AZaz091' | user         | propertyInvalid
            'userDetails':{'birthday':'2999-01-01'}                  | userDetails.birthday          | propertyInvalid
            'userDetails':{'birthday':'31.12.1990'}                  | userDetails.birthday          | propertyInvalid
            'userDetails':{'birthday':'2001-02-29'}                  | userDetails.birthday          | propertyInvalid
            'userDetails':{'birthday':'-2001-02-28'}                 | userDetails.birthday          | propertyInvalid
            'userDetails':{'email':''}                               | userDetails.email             | propertyInvalid
            'userDetails':{'email':'jerry'}                          | userDetails.email             | propertyInvalid
            'userDetails':{'email':'a@b@c.example'}                  | userDetails.email             | propertyInvalid
            'userDetails':{'fullName':''}                            | userDetails.fullName          | propertyInvalid
            'userDetails':{'preferredLocale':''}                     | userDetails.preferredLocale   | propertyInvalid
            'userDetails':{'preferredLocale':'en_US'}                | userDetails.preferredLocale   | propertyInvalid
            'userDetails':{'metadata':{'gigs.com/x':'1'}}            | userDetails.metadata.gigs.com/x | propertyInvalid
            'userDetails':{'metadata':{'':'1'}}                      | userDetails.metadata.         | propertyInvalid
            'userDetails':{'metadata':{'k':null}}                    | userDetails.metadata.k        | propertyRequired
            'userDetails':{'name':'J'}                               | userDetails.name              | propertyUnknown
            'project':'dev'                                          | project                       | propertyUnknown
            """)
    void refusesAPropertyWithItsPath(String property, String path, String code) {
        assertRefused("{" + INTENT + "," + property + "}", path + " " + code);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {}                                                                        | intent.type propertyRequired
            {'type':null}                                                             | intent.type propertyRequired
            {'type':'sell'}                                                           | intent.type propertyInvalid
            {'type':' viewSubscriptions '}                                            | intent.type propertyInvalid
            {'type':'CANCEL_SUBSCRIPTION'}                                            | intent.type propertyInvalid
            {'type':'cancelSubscription'}                                             | intent.cancelSubscription propertyRequired
            {'type':'checkoutNewSubscription'}                                        | intent.checkoutNewSubscription propertyRequired
            {'type':'updatePaymentMethod','updatePaymentMethod':{}}                   | intent.updatePaymentMethod propertyUnknown
            {'type':'viewSubscriptions','viewSubscription':{'subscription':'sub_1'}}  | intent.viewSubscription propertyInvalid
            {'type':'cancelSubscription','cancelSubscription':{}}                     | intent.cancelSubscription.subscription propertyRequired
            {'type':'changeSubscription','changeSubscription':{'subscription':'x'}}   | intent.changeSubscription.subscription propertyInvalid
            {'type':'resumeSubscription','resumeSubscription':{'subscription':''}}    | intent.resumeSubscription.subscription propertyInvalid
            {'type':'viewSubscription','viewSubscription':{'subscription':'sub_1','x':1}} | intent.viewSubscription.x propertyUnknown
            {'type':'viewEsimInstallation','viewEsimInstallation':{'subscription':'pln_1'}} | intent.viewEsimInstallation.subscription propertyInvalid
            {'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1'}}         | intent.checkoutAddon.addons propertyRequired
            {'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':[]}} | intent.checkoutAddon.addons propertyRequired
            {'type':'checkoutAddon','checkoutAddon':{'addons':['add_1']}}             | intent.checkoutAddon.subscription propertyRequired
            {'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':['add_1','pln_1']}} | intent.checkoutAddon.addons[1] propertyInvalid
            {'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':[null]}} | intent.checkoutAddon.addons[0] propertyRequired
            {'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':['add_1','add_1']}} | intent.checkoutAddon.addons propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'plan':'x'}} | intent.checkoutNewSubscription.plan propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'sim':'auto'}} | intent.checkoutNewSubscription.sim propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'device':'sim_1'}} | intent.checkoutNewSubscription.device propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'imei':'49015420323751'}} | intent.checkoutNewSubscription.imei propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'imei':'490154203237519'}} | intent.checkoutNewSubscription.imei propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'voucherCode':''}} | intent.checkoutNewSubscription.voucherCode propertyInvalid
            {'type':'checkoutNewSubscription','checkoutNewSubscription':{'addons':['x']}} | intent.checkoutNewSubscription.addons[0] propertyInvalid
            {'type':'completePorting','completePorting':{'behavior':{}}}              | intent.completePorting.subscription propertyRequired
            {'type':'completePorting','completePorting':{'subscription':'sub_1','behavior':{'hide':true}}} | intent.completePorting.behavior.hide propertyUnknown
            {'type':'confirmPayment','confirmPayment':{}}                             | intent.confirmPayment.payment propertyRequired
            {'type':'confirmPayment','confirmPayment':{'payment':'sub_1'}}            | intent.confirmPayment.payment propertyInvalid
            """)
    void refusesAnIntentWithItsPath(String intent, String problem) {
        assertRefused("{'intent':" + intent + "}", problem);
    }

    @Test
    void limitsLengths() {
        assertRefused(
                "{" + INTENT + ",'callbackUrl':'https://shop.example/" + "a".repeat(2028) + "'}",
                "callbackUrl propertyInvalid");
        assertPassesOn(
                ("{" + INTENT + ",'callbackUrl':'https://shop.example/" + "a".repeat(2027) + "'}").replace('\'', '"'));
        assertRefused(
                "{" + INTENT + ",'userDetails':{'fullName':'" + "a".repeat(256) + "'}}",
                "userDetails.fullName propertyInvalid");
        assertRefused(
                "{" + INTENT + ",'userDetails':{'email':'a@" + "a.".repeat(126) + "a'}}",
                "userDetails.email propertyInvalid");
        assertRefused(
                "{" + INTENT + ",'userDetails':{'metadata':{'k':'" + "v".repeat(256) + "'}}}",
                "userDetails.metadata.k propertyInvalid");
        assertRefused(
                "{" + INTENT + ",'userDetails':{'metadata':{'" + "k".repeat(41) + "':'v'}}}",
                "userDetails.metadata." + "k".repeat(41) + " propertyInvalid");
        String eleven = Json.numbered("'k%d':'v'", 11);
        assertRefused(
                "{" + INTENT + ",'userDetails':{'metadata':{" + eleven + "}}}", "userDetails.metadata propertyInvalid");
        String addons = Json.numbered("'add_%d'", 21);
        assertRefused(
                "{'intent':{'type':'checkoutAddon','checkoutAddon':{'subscription':'sub_1','addons':[" + addons
                        + "]}}}",
                "intent.checkoutAddon.addons propertyInvalid");
        String voucher = "{'intent':{'type':'checkoutNewSubscription','checkoutNewSubscription':{'voucherCode':'"
                + "v".repeat(65) + "'}}}";
        assertRefused(voucher, "intent.checkoutNewSubscription.voucherCode propertyInvalid");
    }

    @Test
    void reportsAllProblemsAtOnceInTheOrderOfTheirPaths() {
        assertRefused(
                "{'z':1,'user':'x','intent':{'type':'checkoutAddon','confirmPayment':{},'y':[1]},'appearance':{'theme':''}}",
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
        assertRefused(
                "{'a':{'b':[{}]},'intent':{'x':{'type':1},'type':'completePorting','y':[],'completePorting':{'p':{},'subscription':"
                        + "'sub_1','behavior':{'q':{'r':1},'hideIntroPage':true,'hideOutroPage':false,'s':{}},'t':1},'u':{}},'c':1}",
                "a propertyUnknown",
                "c propertyUnknown",
                "intent.completePorting.behavior.q propertyUnknown",
                "intent.completePorting.behavior.s propertyUnknown",
                "intent.completePorting.p propertyUnknown",
                "intent.completePorting.t propertyUnknown",
                "intent.u propertyUnknown",
                "intent.x propertyUnknown",
                "intent.y propertyUnknown");
    }

    @Test
    void needsAnIntentToCreateAndTakesNoneToUpdate() {
        assertRefused("{}", "intent propertyRequired");
        assertRefused("{'intent':null}", "intent propertyRequired");
        assertUpdateRefused("{" + INTENT + "}", "intent propertyUnknown");
    }

    @Test
    void needsAFieldToUpdate() {
        assertUpdateRefused("{}", " propertyRequired");
        assertEquals(
                "{\"callbackUrl\":null}",
                new String(BODIES.write(BODIES.update(bytes("{\"callbackUrl\":null}"))), UTF_8));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            {'user':'usr_1','user':'usr_2'}             | twice
            {'intent':{'type':'viewSubscriptions','type':'x'}} | twice
            {'userDetails':{'metadata':{'k':'1','k':'2'}}} | twice
            {} {}                                        | nothing after it
            {} x                                         | not valid JSON
            {'user':7}                                   | The property user must be a string.
            {'user':true}                                | The property user must be a string.
            {'user':{}}                                  | The property user must be a string.
            {'callbackUrl':1.5}                          | The property callbackUrl must be a string.
            {'intent':{'type':0}}                        | The property intent.type must be a string.
            {'intent':{'type':['x']}}                    | The property intent.type must be a string.
            {'intent':[]}                                | The property intent must be an object.
            {'intent':'viewSubscriptions'}               | The property intent must be an object.
            {'intent':''}                                | The property intent must be an object.
            {'appearance':{'theme':0}}                   | The property appearance.theme must be a string.
            {'intent':{'checkoutAddon':{'addons':'add_1'}}} | The property intent.checkoutAddon.addons must be an array.
            {'intent':{'checkoutAddon':{'addons':[1]}}}  | The property intent.checkoutAddon.addons[0] must be a string.
            {'intent':{'completePorting':{'behavior':{'hideIntroPage':'true'}}}} | The property intent.completePorting.behavior.hideIntroPage must be true or false.
            {'intent':{'completePorting':{'behavior':{'hideIntroPage':1}}}} | The property intent.completePorting.behavior.hideIntroPage must be true or false.
            {'userDetails':{'metadata':{'k':1}}}         | The property userDetails.metadata.k must be a string.
            {'userDetails':{'birthday':[2017,7,21]}}     | The property userDetails.birthday must be a string.
            []                                           | The body must be one JSON object
            'x'                                          | The body must be one JSON object
            1                                            | The body must be one JSON object
            null                                         | The body must be one JSON object
            {                                            | not valid JSON
            {'user':NaN}                                 | not valid JSON
            {user:'x'}                                   | not valid JSON
            """)
    void refusesWhatIsNotTheJsonItTakes(String body, String message) {
        MalformedBodyException refused =
                assertThrows(MalformedBodyException.class, () -> BODIES.create(bytes(body.replace('\'', '"'))));
        assertEquals(true, refused.getMessage().contains(message), refused.getMessage());
        assertEquals(false, refused.getMessage().contains("io.connectgateway"), refused.getMessage());
    }

    @Test
    void refusesNoBodyAtAll() {
        assertThrows(MalformedBodyException.class, () -> BODIES.create(null));
        assertThrows(MalformedBodyException.class, () -> BODIES.create(new byte[0]));
    }

    private static void assertPassesOn(String body) {
        assertEquals(Json.parse(body), Json.parse(new String(BODIES.write(BODIES.create(bytes(body))), UTF_8)));
    }

    private static void assertRefused(String body, String... problems) {
        assertEquals(
                List.of(problems),
                problems(assertThrows(
                        InvalidBodyException.class, () -> BODIES.create(bytes(body.replace('\'', '"'))), body)));
    }

    private static void assertUpdateRefused(String body, String... problems) {
        assertEquals(
                List.of(problems),
                problems(
                        assertThrows(InvalidBodyException.class, () -> BODIES.update(bytes(body.replace('\'', '"'))))));
    }

    private static List<String> problems(InvalidBodyException refused) {
        return refused.problems().stream()
                .map(problem -> problem.property() + " " + problem.code())
                .toList();
    }

    private static byte[] bytes(String body) {
        return body.getBytes(UTF_8);
    }
}
