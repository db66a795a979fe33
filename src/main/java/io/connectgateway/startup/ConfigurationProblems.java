package io.connectgateway.startup;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.Config;

/**
 * Looks at each value as it is written, and collects every problem. SmallRye Config and Bean Validation stop at the
 * first kind of mistake, and do not name the environment variable.
 */
final class ConfigurationProblems {

    private static final String OURS = "CONNECT_";

    private static final Pattern BLANK_ENDS = Pattern.compile("(?s)[\\p{Z}\\p{Cc}\\ufeff].*|.*[\\p{Z}\\p{Cc}\\ufeff]");

    private final Config config;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> known = new TreeSet<>();

    ConfigurationProblems(Config config) {
        this.config = config;
    }

    void require(String key, Predicate<String> rule, String message) {
        if (value(key).isEmpty()) {
            add(key, "is required: it " + message);
        } else {
            check(key, rule, message);
        }
    }

    /** A key that has neither a value nor a default is no problem. */
    void check(String key, Predicate<String> rule, String message) {
        checkWhole(key, rule.negate(), message);
    }

    void checkEach(String key, Predicate<String> rule, String message) {
        checkEach(key, value -> Optional.of(message).filter(wrong -> !rule.test(value)));
    }

    /** @param problem of an entry, as the rest of the sentence "This entry …"; empty if it has none */
    void checkEach(String key, Function<String, Optional<String>> problem) {
        // A comma behind a backslash belongs to its entry.
        if (!checkWhole(key, list -> list.matches("(?s)(,.*|.*(?<!\\\\),(,.*)?)"), "must not have an empty entry")) {
            return;
        }
        List<String> entries = config.getOptionalValues(key, String.class).orElse(List.of());
        if (entries.isEmpty() && !value(key).isEmpty()) {
            add(key, "must not have an empty entry"); // a backslash alone
        }
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            // An entry with an @ may hold a password, and the message gets into the log.
            String shown = entry.indexOf('@') < 0 ? '"' + entry + '"' : "value " + (i + 1);
            problem.apply(entry).ifPresent(wrong -> add(key, shown + " " + wrong));
        }
    }

    private boolean checkWhole(String key, Predicate<String> isWrong, String message) {
        known.add(environment(key));
        String value = config.getConfigValue(key).getValue();
        String raw = config.getConfigValue(key).getRawValue();
        if (raw != null && raw.contains("${")) {
            // Without a value for its name, an allow-list would allow everything.
            add(key, "must not have an expression ${…}");
        } else if (value != null && hasBlankEnds(value)) {
            add(key, "must not begin or end with a blank or a line break");
        } else if (value != null && isWrong.test(value)) {
            add(key, message);
        } else {
            return true;
        }
        return false;
    }

    static boolean hasBlankEnds(String text) {
        return BLANK_ENDS.matcher(text).matches();
    }

    /** A misspelt name would leave its setting at the default, which for a list of plans allows every plan. */
    void refuseUnknown() {
        StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(name -> name.regionMatches(true, 0, OURS, 0, OURS.length()))
                .filter(name -> !known.contains(name.toUpperCase(Locale.ROOT)))
                .sorted()
                .distinct()
                .forEach(name -> problems.add(name + ": is not a variable that the gateway reads"));
    }

    /** The value of a key; empty if it has none. */
    String value(String key) {
        known.add(environment(key));
        return Optional.ofNullable(config.getConfigValue(key).getValue()).orElse("");
    }

    Set<String> all() {
        return problems;
    }

    private void add(String key, String message) {
        problems.add(key + " (" + environment(key) + "): " + message);
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
