package io.connectgateway.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.NullAndEmptySource;
import org.junit.jupiter.params.provider.ValueSource;

class CallbackUrlsTest {

    private static final List<String> ENTRIES = """
            https://shop.example/done
            https://app.shop.example
            https://Shop.example:8443/done/
            http://localhost:3000
            http://localhost
            http://127.0.0.1:8080/
            http://[::1]:3000/cb
            https://xn--mnchen-3ya.example/danke
            https://203.0.113.7/done
            myapp://done
            com.example.shop-2+x://checkout/done
            """.lines().toList();

    private final CallbackUrls callbackUrls = new CallbackUrls(ENTRIES);

    @ParameterizedTest(name = "{0}: {1}: {2}")
    @CsvFileSource(resources = "callback-urls.txt", delimiterString = " | ", quoteCharacter = '\0')
    void decidesAsTheTableSays(String verdict, String reason, String url) {
        assertTrue(List.of("allowed", "refused").contains(verdict));
        assertEquals(verdict.equals("allowed"), callbackUrls.allows(withControlCharacters(url)), reason);
    }

    @ParameterizedTest
    @NullAndEmptySource
    @ValueSource(strings = {" ", "https://shop.example/done\u2029", "\ufeffhttps://shop.example/done"})
    @ValueSource(strings = {"https://shop.example/\u202edone", "https://shop.example/done/\ud800"})
    // A soft hyphen and a zero-width space, which browsers drop, and a long s, whose upper case is S.
    @ValueSource(strings = {"https://sh\u00adop.example/done", "https://sh\u200bop.example/done"})
    @ValueSource(strings = "https://\u017fhop.example/done")
    void refusesCharactersThatCannotBeSeen(String url) {
        assertFalse(callbackUrls.allows(url));
    }

    @Test
    void allows2048CharactersAndNoMore() {
        String url = "https://shop.example/done/";
        url += "x".repeat(2048 - url.length());

        assertTrue(callbackUrls.allows(url));
        assertFalse(callbackUrls.allows(url + "x"));
    }

    @Test
    void refusesEverythingWithoutEntries() {
        assertFalse(new CallbackUrls(List.of()).allows("https://shop.example/done"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "%", "%25", "/.", ":", "@", "&", "&;x", "[", "?", "#", "\\", "\ud83c", "a", "%c3%a9"})
    void decidesHostileInputInMilliseconds(String repeated) {
        assertTimeoutPreemptively(Duration.ofSeconds(2), () -> {
            for (String start : List.of("", "https://", "https://shop.example/done/", "https://shop.example/done?")) {
                callbackUrls.allows(start + repeated.repeat(2_000 / repeated.length()));
                callbackUrls.allows(start + repeated.repeat(500_000));
            }
        });
    }

    @Test
    void findsNoProblemInGoodEntries() {
        ENTRIES.forEach(entry -> assertEquals(Optional.empty(), CallbackUrls.problem(entry), entry));
    }

    @ParameterizedTest
    @CsvSource(delimiterString = " | ", quoteCharacter = '\0', textBlock = """
            shop.example/done                  | must begin with a scheme and two slashes, as in https://
            //shop.example/done                | must begin with a scheme and two slashes, as in https://
            http://shop.example/done           | must begin with https:// (http:// is for localhost only)
            https://*.shop.example/done        | has no plain host
            https://[2001:db8::1]/done         | has no plain host
            https:///done                      | has no plain host
            https://münchen.example/danke      | has a character that must be percent-encoded
            https://@shop.example/done         | must not have a user name or password
            https://shop.example:/done         | has no valid port
            https://shop.example:0443/done     | has no valid port
            https://shop.example/a/../done     | has a path segment that is empty or only dots
            https://shop.example/my%20page     | has a percent-encoded character in its path that is not a letter, a digit or a mark
            https://shop.example/%EF%BC%A1     | has a percent-encoded character in its path that Unicode normalisation changes
            https://shop.example/%zz           | has a % without two hexadecimal digits
            https://shop.example/%0a           | has an encoded backslash, control character or byte that is not UTF-8
            https://shop.example?x=[           | has a square bracket that must be percent-encoded
            https://shop.example/done?x=1      | must end with its path: no query, no fragment
            https://shop.example/#/done        | must end with its path: no query, no fragment
            https://shop.example/##            | has more than one #
            """)
    void saysWhatIsWrongWithAnEntry(String entry, String problem) {
        String said = CallbackUrls.problem(entry).orElseThrow();

        assertTrue(said.startsWith(problem), said);
    }

    @Test
    void letsNoEntryNameADangerousScheme() {
        for (String scheme : "javascript JavaScript data vbscript file blob about ftp intent wss".split(" ")) {
            assertEquals(
                    Optional.of("has a scheme that no callback may have"),
                    CallbackUrls.problem(scheme + "://shop.example/done"));
        }
    }

    @Test
    void refusesToStartWithABadEntry() {
        assertEquals(Optional.of("is empty"), CallbackUrls.problem(""));
        for (String entry : List.of("", "http://shop.example", "x".repeat(2049))) {
            List<String> entries = List.of("https://shop.example", entry);
            assertThrows(IllegalArgumentException.class, () -> new CallbackUrls(entries), entry);
        }
    }

    /** U+2400 to U+2420 picture the control characters and the space, U+2421 pictures DEL. */
    private static String withControlCharacters(String url) {
        return url.chars()
                .map(c -> c == '\u2421' ? 0x7f : c >= '\u2400' && c <= '\u2420' ? c - '\u2400' : c)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }
}
