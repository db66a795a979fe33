package io.connectgateway.caller;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.connectgateway.Json;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The values that a Lambda authorizer may return for a claim, as the JSON of an event holds them. */
class ClaimsTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "jerry"             | jerry
            "007"               | 007
            7                   | 7
            9007199254740991    | 9007199254740991
            -9007199254740991   | -9007199254740991
            """)
    void readsATextAndAnIntegerDigitByDigit(String value, String text) {
        assertEquals(Optional.of(text), claim(value).text("c"));
    }

    /** Two subjects that differ in the digits that a double has not got would become one. */
    @ParameterizedTest
    @ValueSource(strings = {"null", "\"\"", "\" \"", "true", "[\"jerry\"]", "{\"id\":\"jerry\"}"})
    @ValueSource(strings = {"7.0", "7.5", "1e3", "9007199254740990.9999", "9223372036854775808"})
    @ValueSource(strings = {"9007199254740992", "-9007199254740992", "9223372036854775807"})
    void countsAnotherValueAndANumberThatMayHaveLostDigitsAsAbsent(String value) {
        assertEquals(Optional.empty(), claim(value).text("c"));
        assertEquals(Optional.empty(), claim(value).text("missing"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            true       | true
            "true"     | true
            false      | false
            "TRUE"     | false
            " true"    | false
            1          | false
            ["true"]   | false
            null       | false
            """)
    void takesTrueAndItsTextForTrue(String value, boolean isTrue) {
        assertEquals(isTrue, claim(value).isTrue("c"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ["a","b"]  | a/b       | a/b
            "a b"      | a/b       | a/b
            "a  b "    | a/b       | a/b
            "[a b]"    | [a/b]     | a/b
            "[[a]]"    | [[a]]     | [a]
            "[a"       | [a        | [a
            "a, b"     | a,/b      | a,/b
            ["a",null,7,true,["b"],{"c":"d"},""," "] | a | a
            []         |           |
            "[]"       | []        |
            true       |           |
            null       |           |
            """)
    void readsWordsAndLists(String value, String words, String list) {
        assertEquals(parts(words), claim(value).words("c").toList());
        assertEquals(parts(list), claim(value).list("c").toList());
    }

    private static List<String> parts(String text) {
        return text == null ? List.of() : List.of(text.split("/"));
    }

    /** A scope has no blank (RFC 6749, 3.3), so an element of a list is one scope, whatever is in it. */
    @ParameterizedTest
    @ValueSource(strings = {"shop connect:backend", "[connect:backend]", "shop,connect:backend", " connect:backend"})
    void splitsNoElementOfAList(String element) {
        Claims claims = new Claims(Map.of("scope", List.of(element)));
        assertEquals(List.of(element), claims.words("scope").toList());
        assertEquals(List.of(element), claims.list("scope").toList());
    }

    @Test
    void printsNothingPersonal() {
        assertEquals("Claims[…]", new Claims(Map.of("email", "j@example.com")).toString());
    }

    private static Claims claim(String value) {
        return new Claims(Json.map("{\"c\":" + value + "}"));
    }
}
