package io.connectgateway.token;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/** The mistakes that people make when they paste a token into a secret. */
final class TokenForm {

    private static final Map<String, Pattern> MISTAKES = new LinkedHashMap<>();

    static {
        mistake("is empty, or is JSON without a token field that is text", "");
        mistake("has a byte order mark", ".*\ufeff.*");
        mistake("has a no-break space", ".*\u00a0.*");
        mistake("begins with Bearer", "(?i)bearer([\\s:=].*)?");
        mistake("has a blank or a line break inside", ".*\\s.*");
        mistake("has a character that is not ASCII", ".*[^!-~].*");
        mistake("is in brackets", "[\\[({<].*|.*[\\])}>]");
        mistake("has a quotation mark", ".*[\"'`].*");
        // A bearer token has an equals sign only at its end (RFC 6750, section 2.1).
        mistake("has a name and an equals sign before it", ".*=[^=].*");
    }

    private TokenForm() {}

    /** Why this text cannot be a token, as the rest of the sentence "The secret's value …"; empty if it can. */
    static Optional<String> problem(String text) {
        return MISTAKES.entrySet().stream()
                .filter(mistake -> mistake.getValue().matcher(text).matches())
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static void mistake(String problem, String pattern) {
        MISTAKES.put(problem, Pattern.compile(pattern, Pattern.DOTALL));
    }
}
