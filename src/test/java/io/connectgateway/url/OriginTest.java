package io.connectgateway.url;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The origin of a session's URL or of an upstream: exactly what a browser reads, or nothing. */
class OriginTest {

    @ParameterizedTest
    @CsvSource({
        "https://connect.gigs.com,                         https, connect.gigs.com, 443",
        "https://connect.gigs.com/checkout/entry?token=x#y, https, connect.gigs.com, 443",
        "https://connect.gigs.com?x=https://evil.example,  https, connect.gigs.com, 443",
        "HTTPS://Connect.Gigs.com:8443/,                   https, connect.gigs.com, 8443",
        "http://localhost,                                 http,  localhost,        80",
        "http://127.0.0.1:65535/x,                         http,  127.0.0.1,        65535",
        "http://[::1]:3000/x,                              http,  [::1],            3000"
    })
    void hasSchemeHostAndPort(String url, String scheme, String host, int port) {
        assertEquals(Optional.of(new Origin(scheme, host, port)), Origin.of(url));
    }

    @Test
    void isNothingForAnyOtherText() {
        String others = """
                connect.gigs.com  //connect.gigs.com  https:connect.gigs.com  https:/connect.gigs.com
                ftp://connect.gigs.com  https:///connect.gigs.com  javascript://connect.gigs.com/%0aalert(1)
                myapp://done
                https://user@connect.gigs.com  https://connect.gigs.com@evil.example
                https://connect.gigs.com\\@evil.example/  https://evil.example\\.connect.gigs.com/
                https://connect.gigs.com./  https://connect..gigs.com/  https://-connect.gigs.com/
                https://connect_gigs.com/  https://connect%2egigs.com/  https://c\u00f6nnect.gigs.com/
                https://127.1/  https://0x7f.1/  https://2130706433/  https://127.0.0.01/  https://[::2]/
                https://connect.gigs.com:/  https://connect.gigs.com:0/  https://connect.gigs.com:0443/
                https://connect.gigs.com:65536/  https://connect.gigs.com:443:443/""";
        for (String url : others.split("\\s+")) {
            assertEquals(Optional.empty(), Origin.of(url), url);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " https://a.b", "https://a.b\t.evil.example/", "https://a.b/\n", "https://a.b/a b"})
    void isNothingForATextWithABlank(String url) {
        assertEquals(Optional.empty(), Origin.of(url));
    }

    @Test
    void hasAHostOf253CharactersInLabelsOf63() {
        String label = "a".repeat(63) + ".";
        assertEquals(
                true, Origin.of("https://" + label.repeat(3) + "b".repeat(61)).isPresent());
        assertEquals(
                false, Origin.of("https://" + label.repeat(3) + "b".repeat(62)).isPresent());
        assertEquals(false, Origin.of("https://a" + label + "b").isPresent());
    }
}
