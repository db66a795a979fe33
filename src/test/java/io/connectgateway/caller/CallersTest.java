package io.connectgateway.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import io.connectgateway.Json;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims as API Gateway hands them over, from the issuers that partners use. */
class CallersTest {

    private static final Callers CALLERS = callers(Map.of());

    /** The tokens, in this order: access token of Cognito, id token of Cognito, Okta, Keycloak. */
    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', nullValues = "-", textBlock = """
            {'sub':'5','client_id':'w','scope':'openid a/b','cognito:groups':'[vip]'}      | w | openid a/b | -     | -
            {'sub':'1','email':'j@a.b','email_verified':'true','gigs_user':'usr_1'}   | - | -          | usr_1 | j@a.b
            {'sub':'j@a.b','cid':'0oa','scp':'[openid a:b]'}                               | - | openid a:b | -     | -
            {'sub':'f:1','azp':'w','scope':'email','email_verified':'false','email':'j@a.b'} | w | email    | -     | -
            """)
    void readsATokenOfAnIssuer(String claims, String client, String scopes, String user, String email) {
        Caller caller = jwt(claims);

        assertEquals(Optional.ofNullable(client), caller.client());
        assertEquals(scopes == null ? Set.of() : Set.of(scopes.split(" ")), caller.scopes());
        assertEquals(Optional.ofNullable(user), caller.gigsUser());
        assertEquals(Optional.ofNullable(email), caller.email());
    }

    @Test
    void readsAnAuth0TokenWhoseClaimsHaveNamesOfTheirOwn() {
        Callers callers = callers(Map.of(
                "connect.caller.user-claim", "https://shop.example/user",
                "connect.caller.email-claim", "https://shop.example/email",
                "connect.caller.email-verified-claim", "https://shop.example/verified"));
        String claims = """
                {'iss':'https://shop.eu.auth0.com/','sub':'auth0|1','azp':'spa','scope':'openid email',
                 'permissions':'[connect:backend read:plans]','https://shop.example/user':'usr_1',
                 'https://shop.example/email':'j@example.com','https://shop.example/verified':'true'}""";

        assertEquals(
                new Caller(
                        "https://shop.eu.auth0.com/",
                        "auth0|1",
                        Optional.of("spa"),
                        Set.of("openid", "email", "connect:backend", "read:plans"),
                        Optional.of("usr_1"),
                        Optional.of("j@example.com")),
                callers.of(jwtEvent(claims)));
    }

    @Test
    void readsTheContextOfALambdaAuthorizer() {
        assertEquals(
                new Caller(
                        "https://id.example",
                        "4711",
                        Optional.of("spa"),
                        Set.of("shop", "a", "b", "connect:backend"),
                        Optional.of("usr_1"),
                        Optional.of("j@example.com")),
                lambda("""
                        {'iss':'https://id.example','sub':4711,'client_id':['shop'],'azp':'spa','scope':['shop'],
                         'scp':'a b','permissions':['connect:backend'],'gigs_user':'usr_1','email':'j@example.com',
                         'email_verified':true}"""));
    }

    /** API Gateway lists there what the route asks for; what the token has stands in its claims. */
    @Test
    void readsNoScopesBesideTheClaims() {
        APIGatewayV2HTTPEvent event = jwtEvent("{'sub':'x','scope':'b'}");
        event.getRequestContext().getAuthorizer().getJwt().setScopes(List.of("a"));

        assertEquals(Set.of("b"), CALLERS.of(event).scopes());
    }

    @Test
    void splitsScopeAtSpacesAlone() {
        String scopes =
                "o 1,%s|[%s]|[o %s]|o [%s]|o\\t%s|o\\n%s|o\u00a0%s|\\\"%s\\\"|%sish x%s connect|CONNECT:BACKEND";
        for (String scope : scopes.replace("%s", "connect:backend").split("\\|")) {
            String claims = "{'sub':'x','scope':'" + scope + "'}";
            assertFalse(jwt(claims).hasScope("connect:backend"), scope);
            assertFalse(lambda(claims).hasScope("connect:backend"), scope);
        }
    }

    @Test
    void countsNothingButAnIdAsTheUser() {
        String others = "[usr_1]| usr_1|usr_1 |usr_1\\n|42|null|usr_|USR_1|sub_1|usr_1/..|usr_\u00e4|usr_1 usr_2|usr_";
        for (String user : (others + "1".repeat(61)).split("\\|")) {
            String claims = "{'sub':'x','gigs_user':'" + user + "'}";
            assertEquals(Optional.empty(), jwt(claims).gigsUser(), user);
            assertEquals(Optional.empty(), lambda(claims).gigsUser(), user);
        }
        String longest = "{'sub':'x','gigs_user':'usr_" + "1".repeat(60) + "'}";
        assertTrue(jwt(longest).gigsUser().isPresent());
    }

    @Test
    void countsNothingButAnAddressAsTheEmail() {
        String others = "[j@a.b]|j@a.b | j@a.b|j@a.b\n|J <j@a.b>|j@a.b,k@a.b|j@k@a.b|42|null|j|j@|@a.b|j@.a.b|j@a.b.";
        String unseen = "\u00a0j@a.b|j\u2003j@a.b|j\u200b@a.b|\ufeffj@a.b|j\ud800@a.b";
        for (String email : (others + "|" + unseen).split("\\|")) {
            assertEquals(Optional.empty(), emailOf(email), email);
        }
    }

    @Test
    void countsAnAddressAsTheEmail() {
        String good = "j@a.b J.K+shop_1@Mail.Example.com o'neil@a.b j\u00fc@m\u00fc.example j@xn--m-xha.example";
        for (String email : good.split(" ")) {
            assertEquals(Optional.of(email), emailOf(email));
        }
    }

    @Test
    void foldsTheCaseOfAsciiLettersAlone() {
        Caller kim = jwt("{'sub':'x','email':'kim@a.b','email_verified':'true'}");
        assertTrue(kim.hasEmail("KIM@A.b"));
        assertFalse(kim.hasEmail("\u212aim@a.b")); // a Kelvin sign
        assertFalse(kim.hasEmail("kim@a.b.example"));
    }

    @Test
    void countsNoEmailThatIsTooLong() {
        String domain = "a.".repeat(120) + "example";
        assertTrue(emailOf("jjjjjj@" + domain).isPresent());
        assertFalse(emailOf("jjjjjjj@" + domain).isPresent());
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "TRUE, false", "'', false", ", false"})
    void countsOnlyAVerifiedEmail(String verified, boolean counts) {
        String claim = verified == null ? "" : ",'email_verified':'" + verified + "'";
        assertEquals(
                counts, jwt("{'sub':'x','email':'j@a.b'" + claim + "}").email().isPresent());
    }

    @Test
    void takesNoOtherAddressForVerified() {
        Callers callers = callers(Map.of(
                "connect.caller.email-claim", "contact", "connect.caller.email-verified-claim", "contact_verified"));
        String claims = "{'sub':'x','email':'j@a.b','email_verified':'true','contact':'victim@a.b'}";

        assertEquals(Optional.empty(), callers.of(jwtEvent(claims)).email());
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{'sub':null}", "{'sub':''}", "{'sub':' '}"})
    void needsASubject(String claims) {
        assertThrows(UnauthenticatedException.class, () -> jwt(claims));
        assertThrows(UnauthenticatedException.class, () -> lambda(claims));
    }

    @Test
    void needsAnAuthorizer() {
        APIGatewayV2HTTPEvent noClaims = event(new Authorizer());
        noClaims.getRequestContext().getAuthorizer().setJwt(new Authorizer.JWT());
        APIGatewayV2HTTPEvent noAuthorizer = event(null);
        APIGatewayV2HTTPEvent noContext = new APIGatewayV2HTTPEvent();
        for (APIGatewayV2HTTPEvent event :
                new APIGatewayV2HTTPEvent[] {null, noContext, noAuthorizer, event(new Authorizer()), noClaims}) {
            assertThrows(UnauthenticatedException.class, () -> CALLERS.of(event));
        }
    }

    @Test
    void takesNoEventOfTwoAuthorizers() {
        APIGatewayV2HTTPEvent event = jwtEvent("{'sub':'x'}");
        Authorizer both = event.getRequestContext().getAuthorizer();
        for (Map<String, Object> context : List.of(Map.<String, Object>of("sub", "x"), Map.<String, Object>of())) {
            both.setLambda(context);
            assertThrows(UnauthenticatedException.class, () -> CALLERS.of(event));
        }

        both.setLambda(Map.of("sub", "x"));
        both.getJwt().setClaims(null);
        assertThrows(UnauthenticatedException.class, () -> CALLERS.of(event));

        both.setJwt(null);
        assertEquals("x", CALLERS.of(event).subject());
    }

    @Test
    void printsNothingPersonal() {
        assertEquals(
                "Caller[…]",
                jwt("{'sub':'j','email':'j@a.b','email_verified':'true'}").toString());
    }

    private static Optional<String> emailOf(String email) {
        Map<String, String> claims = Map.of("sub", "x", "email", email, "email_verified", "true");
        return CALLERS.of(jwtEvent(claims)).email();
    }

    private static Caller jwt(String claims) {
        return CALLERS.of(jwtEvent(claims));
    }

    private static Caller lambda(String context) {
        Authorizer authorizer = new Authorizer();
        authorizer.setLambda(Json.map(context.replace('\'', '"')));
        return CALLERS.of(event(authorizer));
    }

    private static APIGatewayV2HTTPEvent jwtEvent(String claims) {
        Map<String, String> texts = new HashMap<>();
        Json.map(claims.replace('\'', '"')).forEach((name, value) -> texts.put(name, (String) value));
        return jwtEvent(texts);
    }

    private static APIGatewayV2HTTPEvent jwtEvent(Map<String, String> claims) {
        Authorizer authorizer = new Authorizer();
        authorizer.setJwt(Authorizer.JWT.builder().withClaims(claims).build());
        return event(authorizer);
    }

    private static APIGatewayV2HTTPEvent event(Authorizer authorizer) {
        RequestContext context =
                RequestContext.builder().withAuthorizer(authorizer).build();
        return APIGatewayV2HTTPEvent.builder().withRequestContext(context).build();
    }

    /** @param names of claims, by their keys */
    private static Callers callers(Map<String, String> names) {
        return new Callers(new SmallRyeConfigBuilder()
                .withMapping(CallerConfig.class)
                .withDefaultValues(names)
                .build()
                .getConfigMapping(CallerConfig.class));
    }
}
