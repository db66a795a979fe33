package io.connectgateway.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext;
import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent.RequestContext.Authorizer;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Claims as API Gateway hands them over, from the issuers that partners use. */
class CallersTest {

    private static final Callers CALLERS = new Callers(config("gigs_user", "email", null));

    @Test
    void readsACognitoAccessToken() {
        Caller caller = caller(
                Map.of(
                        "sub",
                        "5f3c",
                        "client_id",
                        "shop-web",
                        "token_use",
                        "access",
                        "scope",
                        "openid shop/checkout",
                        "username",
                        "jerry",
                        "cognito:groups",
                        "[vip staff]"),
                null);
        assertEquals(
                new Caller(
                        "",
                        "5f3c",
                        Optional.of("shop-web"),
                        Set.of("openid", "shop/checkout"),
                        Optional.empty(),
                        Optional.empty()),
                caller);
    }

    @Test
    void readsACognitoIdToken() {
        Caller caller = caller(
                Map.of(
                        "sub",
                        "5f3c",
                        "aud",
                        "shop-web",
                        "email",
                        "jerry@example.com",
                        "email_verified",
                        "true",
                        "gigs_user",
                        "usr_1"),
                null);
        assertEquals(
                new Caller(
                        "", "5f3c", Optional.empty(), Set.of(), Optional.of("usr_1"), Optional.of("jerry@example.com")),
                caller);
    }

    @Test
    void readsAnAuth0Token() {
        Caller caller = new Callers(config(
                        "https://shop.example/gigs_user",
                        "https://shop.example/email",
                        "https://shop.example/email_verified"))
                .of(event(
                        Map.of(
                                "sub",
                                "auth0|1",
                                "azp",
                                "spa",
                                "aud",
                                "[https://api.shop.example https://shop.eu.auth0.com/userinfo]",
                                "scope",
                                "openid email",
                                "permissions",
                                "[connect:backend read:plans]",
                                "https://shop.example/gigs_user",
                                "usr_1",
                                "https://shop.example/email",
                                "j@example.com",
                                "https://shop.example/email_verified",
                                "true"),
                        null));
        assertEquals(Optional.of("spa"), caller.client());
        assertEquals(Set.of("openid", "email", "connect:backend", "read:plans"), caller.scopes());
        assertEquals(Optional.of("usr_1"), caller.gigsUser());
        assertEquals(Optional.of("j@example.com"), caller.email());
    }

    @Test
    void readsAnOktaToken() {
        Caller caller =
                caller(Map.of("sub", "jerry@example.com", "cid", "0oa", "scp", "[openid connect:backend]"), null);
        assertEquals(Set.of("openid", "connect:backend"), caller.scopes());
        assertEquals(Optional.empty(), caller.client());
    }

    @Test
    void readsAKeycloakToken() {
        Caller caller = caller(
                Map.of(
                        "sub",
                        "f:1",
                        "azp",
                        "shop",
                        "scope",
                        "email profile",
                        "email_verified",
                        "false",
                        "email",
                        "j@example.com"),
                null);
        assertEquals(Optional.of("shop"), caller.client());
        assertEquals(Optional.empty(), caller.email());
    }

    /** API Gateway lists there what the route asks for; what the token has stands in its claims. */
    @Test
    void readsNoScopesBesideTheClaims() {
        assertEquals(
                Set.of("b"),
                caller(Map.of("sub", "x", "scope", "b"), List.of("a")).scopes());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "openid order:1,connect:backend",
                "[connect:backend]",
                "[openid connect:backend]",
                "openid [connect:backend]",
                "openid\tconnect:backend",
                "openid\nconnect:backend",
                "openid\u00a0connect:backend",
                "\"connect:backend\"",
                "CONNECT:BACKEND"
            })
    void splitsScopeAtSpacesAlone(String scope) {
        assertEquals(false, caller(Map.of("sub", "x", "scope", scope), null).hasScope("connect:backend"));
        assertEquals(
                false, CALLERS.of(lambda(Map.of("sub", "x", "scope", scope))).hasScope("connect:backend"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"scp", "permissions"})
    void takesTheBracketsOffAListAlone(String claim) {
        assertEquals(
                Set.of("openid", "connect:backend"),
                caller(Map.of("sub", "x", claim, "[openid connect:backend]"), null)
                        .scopes());
        for (String other :
                List.of("[connect:backend", "connect:backend]", "[a,connect:backend]", "[[connect:backend]]")) {
            assertEquals(false, caller(Map.of("sub", "x", claim, other), null).hasScope("connect:backend"), other);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[usr_1]",
                " usr_1",
                "usr_1 ",
                "usr_1\n",
                "42",
                "null",
                "usr_",
                "USR_1",
                "sub_1",
                "usr_1/..",
                "usr_\u00e4",
                "usr_1 usr_2",
                "usr_1234567890123456789012345678901234567890123456789012345678901"
            })
    void countsNothingButAnIdAsTheUser(String user) {
        assertEquals(
                Optional.empty(),
                caller(Map.of("sub", "x", "gigs_user", user), null).gigsUser());
        assertEquals(
                Optional.empty(),
                CALLERS.of(lambda(Map.of("sub", "x", "gigs_user", user))).gigsUser());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[j@example.com]",
                " j@example.com",
                "j@example.com ",
                "j@example.com\n",
                "J <j@example.com>",
                "\u00a0j@example.com",
                "j\u2003j@example.com",
                "j\u200b@example.com",
                "\ufeffj@example.com",
                "j\ud800@example.com",
                "j@example.com,k@example.com",
                "j@k@example.com",
                "42",
                "null",
                "j",
                "j@",
                "@example.com",
                "j@.example.com",
                "j@example.com."
            })
    void countsNothingButAnAddressAsTheEmail(String email) {
        Map<String, String> claims = Map.of("sub", "x", "email", email, "email_verified", "true");
        assertEquals(Optional.empty(), caller(claims, null).email());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "j@example.com",
                "J.K+shop_1@Mail.Example.com",
                "o'neil@example.com",
                "j\u00fcrgen@m\u00fcnchen.example",
                "j@xn--mnchen-3ya.example"
            })
    void countsAnAddressAsTheEmail(String email) {
        Map<String, String> claims = Map.of("sub", "x", "email", email, "email_verified", "true");
        assertEquals(Optional.of(email), caller(claims, null).email());
    }

    @Test
    void countsNoEmailThatIsTooLong() {
        String domain = "a.".repeat(120) + "example";
        assertEquals(true, emailOf("jjjjjj@" + domain).isPresent());
        assertEquals(false, emailOf("jjjjjjj@" + domain).isPresent());
    }

    private static Optional<String> emailOf(String email) {
        return caller(Map.of("sub", "x", "email", email, "email_verified", "true"), null)
                .email();
    }

    @Test
    void hasOnlyWholeScopes() {
        Caller caller = caller(Map.of("sub", "x", "scope", "connect:backendish xconnect:backend connect"), null);
        assertEquals(false, caller.hasScope("connect:backend"));
    }

    @ParameterizedTest
    @CsvSource({"true, true", "false, false", "TRUE, false", "1, false", "yes, false", "'', false"})
    void countsOnlyAVerifiedEmail(String verified, boolean counts) {
        Caller caller = caller(Map.of("sub", "x", "email", "j@example.com", "email_verified", verified), null);
        assertEquals(counts, caller.email().isPresent());
    }

    @Test
    void ignoresAnEmailWithoutAClaimThatItIsVerified() {
        assertEquals(
                Optional.empty(),
                caller(Map.of("sub", "x", "email", "j@example.com"), null).email());
    }

    @Test
    void takesNoOtherAddressForVerified() {
        Callers callers = new Callers(config("gigs_user", "contact_email", "contact_email_verified"));
        Map<String, String> claims = Map.of(
                "sub", "x", "email", "j@example.com", "email_verified", "true", "contact_email", "victim@example.com");

        assertEquals(Optional.empty(), callers.of(event(claims, null)).email());
    }

    @Test
    void readsTheIssuer() {
        assertEquals(
                "https://id.example",
                caller(Map.of("sub", "x", "iss", "https://id.example"), null).issuer());
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = {"", " "})
    void needsASubject(String subject) {
        Map<String, String> claims = new java.util.HashMap<>(Map.of("scope", "connect:backend"));
        claims.put("sub", subject);
        assertThrows(UnauthenticatedException.class, () -> caller(claims, null));
    }

    @Test
    void needsAnAuthorizer() {
        RequestContext other =
                RequestContext.builder().withAuthorizer(new Authorizer()).build();
        for (APIGatewayV2HTTPEvent event : new APIGatewayV2HTTPEvent[] {
            null,
            new APIGatewayV2HTTPEvent(),
            APIGatewayV2HTTPEvent.builder()
                    .withRequestContext(new RequestContext())
                    .build(),
            APIGatewayV2HTTPEvent.builder().withRequestContext(other).build(),
            event(null, List.of("connect:backend"))
        }) {
            assertThrows(UnauthenticatedException.class, () -> CALLERS.of(event));
        }
    }

    @Test
    void readsTheContextOfALambdaAuthorizer() {
        Map<String, Object> context = Map.of(
                "iss",
                "https://id.example",
                "sub",
                4711,
                "azp",
                "spa",
                "scope",
                List.of("shop"),
                "scp",
                "a b",
                "permissions",
                List.of("connect:backend"),
                "gigs_user",
                "usr_1",
                "email",
                "j@example.com",
                "email_verified",
                true);
        assertEquals(
                new Caller(
                        "https://id.example",
                        "4711",
                        Optional.of("spa"),
                        Set.of("shop", "a", "b", "connect:backend"),
                        Optional.of("usr_1"),
                        Optional.of("j@example.com")),
                CALLERS.of(lambda(context)));
    }

    @Test
    void needsASubjectOfALambdaAuthorizerThatIsNeitherListNorObjectNorBoolean() {
        for (Object subject : List.of("", List.of("x"), Map.of("id", "x"), true, 1.0E9)) {
            APIGatewayV2HTTPEvent event = lambda(Map.of("sub", subject, "scope", "connect:backend"));
            assertThrows(UnauthenticatedException.class, () -> CALLERS.of(event), subject::toString);
        }
        assertThrows(UnauthenticatedException.class, () -> CALLERS.of(lambda(Map.of("scope", "connect:backend"))));
    }

    @Test
    void takesTheNextClaimWhereTheFirstIsOfAnotherKind() {
        Map<String, Object> context = Map.of("sub", "x", "client_id", List.of("shop"), "azp", "spa");
        assertEquals(Optional.of("spa"), CALLERS.of(lambda(context)).client());
    }

    @Test
    void takesNoEventOfTwoAuthorizers() {
        APIGatewayV2HTTPEvent event = event(Map.of("sub", "x"), null);
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
        String printed = caller(Map.of("sub", "jerry", "email", "j@example.com", "email_verified", "true"), null)
                .toString();
        assertEquals("Caller[…]", printed);
    }

    private static Caller caller(Map<String, String> claims, List<String> scopes) {
        return CALLERS.of(event(claims, scopes));
    }

    private static APIGatewayV2HTTPEvent event(Map<String, String> claims, List<String> scopes) {
        Authorizer authorizer = new Authorizer();
        authorizer.setJwt(
                Authorizer.JWT.builder().withClaims(claims).withScopes(scopes).build());
        return event(authorizer);
    }

    private static APIGatewayV2HTTPEvent lambda(Map<String, Object> context) {
        Authorizer authorizer = new Authorizer();
        authorizer.setLambda(context);
        return event(authorizer);
    }

    private static APIGatewayV2HTTPEvent event(Authorizer authorizer) {
        return APIGatewayV2HTTPEvent.builder()
                .withRequestContext(
                        RequestContext.builder().withAuthorizer(authorizer).build())
                .build();
    }

    private static CallerConfig config(String userClaim, String emailClaim, String emailVerifiedClaim) {
        return new CallerConfig() {
            @Override
            public String userClaim() {
                return userClaim;
            }

            @Override
            public String emailClaim() {
                return emailClaim;
            }

            @Override
            public Optional<String> emailVerifiedClaim() {
                return Optional.ofNullable(emailVerifiedClaim);
            }

            @Override
            public boolean findUserByEmail() {
                return false;
            }

            @Override
            public String backendScope() {
                return "connect:backend";
            }
        };
    }
}
