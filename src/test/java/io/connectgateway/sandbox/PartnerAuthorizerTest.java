package io.connectgateway.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The options of the sandbox that choose an authorizer. */
class PartnerAuthorizerTest {

    @Test
    void isTheSandboxsOwnIssuerWithoutAnyOption() {
        assertNull(PartnerAuthorizer.of(new Properties()));
    }

    @Test
    void takesAnIssuerWithItsAudiences() {
        var partner =
                assertInstanceOf(PartnerIssuer.class, of("issuer=https://login.shop.example/ audience=first,second"));

        assertEquals("https://login.shop.example/", partner.issuer());
        assertEquals(List.of("first", "second"), partner.audiences());
    }

    @Test
    void takesAnAuthorizerWithItsIdentitySources() {
        var partner = assertInstanceOf(
                PartnerLambda.class,
                of("authorizer=./authorizer identity-source=$request.header.Cookie,$request.querystring.shop"));

        assertEquals(
                List.of("Cookie", "shop"),
                partner.sources().stream().map(IdentitySource::name).toList());
        assertEquals("Cookie: $TOKEN", partner.header());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "issuer=https://login.shop.example                           | without sandbox.audience",
                "issuer=https://login.shop.example audience=                 | without sandbox.audience",
                "audience=a                                                  | without sandbox.issuer",
                "issuer=https://login.shop.example audience=a authorizer=b   | choose one",
                "identity-source=$request.header.Cookie                      | without sandbox.authorizer",
                "issuer=login.shop.example audience=a                        | give an https address",
                "issuer=http://login.shop.example audience=a                 | give an https address",
                "issuer=https://<login>/ audience=a                          | give an https address",
                "authorizer=                                                 | give an http address or a command",
                "authorizer=a identity-source=Cookie                         | give $request.header.NAME",
            })
    void stopsTheStartWithOneLine(String options, String message) {
        var e = assertThrows(IllegalArgumentException.class, () -> of(options));

        assertTrue(e.getMessage().contains(message), e.getMessage());
        assertEquals(1, e.getMessage().lines().count());
    }

    private static PartnerAuthorizer of(String options) {
        var properties = new Properties();
        for (String option : options.split(" ")) {
            String[] parts = option.split("=", 2);
            properties.setProperty("sandbox." + parts[0], parts[1]);
        }
        return PartnerAuthorizer.of(properties);
    }
}
