package io.connectgateway.startup;

import io.quarkus.runtime.configuration.ConfigurationException;
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
 * first kind of mistake, and do not name the environment variable. So to them every setting is optional.
 */
final class ConfigurationProblems {

    private static final Pattern BLANK_ENDS = Pattern.compile("(?s)[\\p{Z}\\p{Cc}\\ufeff].*|.*[\\p{Z}\\p{Cc}\\ufeff]");

    /** A comma behind a backslash belongs to its entry. A backslash alone is no entry. */
    private static final Pattern EMPTY_ENTRY = Pattern.compile("(?s),.*|.*(?<!\\\\),(,.*)?|\\\\");

    private final Config config;
    private final Set<String> problems = new LinkedHashSet<>();
    private final Set<String> known = new TreeSet<>();

    ConfigurationProblems(Config config) {
        this.config = config;
    }

    /** From a value to its problem, as the rest of the sentence "This value …"; empty if it has none. */
    interface Rule extends Function<String, Optional<String>> {}

    static Rule rule(Predicate<String> isRight, String message) {
        return value -> isRight.test(value) ? Optional.empty() : Optional.of(message);
    }

    static Rule rule(String pattern, String message) {
        return rule(Pattern.compile(pattern).asMatchPredicate(), message);
    }

    /**
     * Checks the value of each key. It must be there.
     *
     * @param rule not kept by an empty value
     * @return whether every value is right
     */
    boolean require(Rule rule, String... keys) {
        int before = problems.size();
        for (String key : keys) {
            if (isRight(key, rule) && value(key).isEmpty()) {
                add(key, "is required: it " + rule.apply("").orElseThrow());
            }
        }
        return problems.size() == before;
    }

    /** Checks the value of each key. It may be absent. */
    void check(Rule rule, String... keys) {
        for (String key : keys) {
            isRight(key, rule);
        }
    }

    private boolean isRight(String key, Rule rule) {
        String value = value(key);
        String raw =
                Optional.ofNullable(config.getConfigValue(key).getRawValue()).orElse("");
        Optional<String> problem = value.isEmpty() ? Optional.empty() : rule.apply(value);
        if (raw.contains("${")) {
            // Without a value for its name, an allow-list would allow everything.
            problem = Optional.of("must not have an expression ${…}");
        } else if (BLANK_ENDS.matcher(value).matches()) {
            problem = Optional.of("must not begin or end with a blank or a line break");
        }
        problem.ifPresent(message -> add(key, message));
        return problem.isEmpty();
    }

    void checkEach(String key, Rule rule) {
        if (!isRight(key, rule(EMPTY_ENTRY.asMatchPredicate().negate(), "must not have an empty entry"))) {
            return;
        }
        List<String> entries = config.getOptionalValues(key, String.class).orElse(List.of());
        for (int i = 0; i < entries.size(); i++) {
            String entry = entries.get(i);
            // An entry with an @ may hold a password, and the message gets into the log.
            String shown = entry.indexOf('@') < 0 ? '"' + entry + '"' : "value " + (i + 1);
            rule.apply(entry).ifPresent(problem -> add(key, shown + " " + problem));
        }
    }

    /** A misspelt name would leave its setting at the default, which for a list of plans allows every plan. */
    void refuseUnknown() {
        StreamSupport.stream(config.getConfigSources().spliterator(), false)
                .flatMap(source -> source.getPropertyNames().stream())
                .filter(name -> name.toUpperCase(Locale.ROOT).startsWith("CONNECT_"))
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

    void throwIfAny() {
        if (!problems.isEmpty()) {
            throw new ConfigurationException("The configuration is not right:\n  " + String.join("\n  ", problems));
        }
    }

    private void add(String key, String message) {
        problems.add(key + " (" + environment(key) + "): " + message);
    }

    private static String environment(String key) {
        return key.replaceAll("[^A-Za-z0-9]", "_").toUpperCase(Locale.ROOT);
    }
}
