package io.connectgateway.bench;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * What a run may be told.
 *
 * @param starts cold starts of each candidate, in each series
 * @param requests warm requests to each candidate, with each setting of the upstreams
 * @param functions further executables or zips to measure, beside what the build has made
 * @param peers commands that speak the Runtime API; their words are separated by blanks
 * @param baseline the bench.json of an earlier run to compare with; null: none
 */
record Options(int starts, int requests, List<Path> functions, List<List<String>> peers, Path baseline) {
    /**
     * From the system properties {@code bench.starts}, {@code bench.requests}, {@code bench.function}, {@code bench.peer} and
     * {@code bench.baseline}; several functions or peers are separated by {@code ;}.
     *
     * @throws IllegalArgumentException with a message for the person who started it
     */
    static Options ofSystemProperties() {
        String baseline = System.getProperty("bench.baseline", "");
        return new Options(
                positive("bench.starts", 30),
                positive("bench.requests", 2000),
                list("bench.function").stream().map(Path::of).toList(),
                list("bench.peer").stream()
                        .map(command -> List.of(command.split("\\s+")))
                        .toList(),
                baseline.isBlank() ? null : Path.of(baseline));
    }

    private static int positive(String name, int otherwise) {
        String value = System.getProperty(name);
        try {
            int number = value == null ? otherwise : Integer.parseInt(value);
            if (number > 0) {
                return number;
            }
        } catch (NumberFormatException e) {
            // the exception below says so
        }
        throw new IllegalArgumentException(
                name + " is " + value + ": give a number, such as -D" + name + "=" + otherwise);
    }

    private static List<String> list(String name) {
        return Arrays.stream(System.getProperty(name, "").split(";"))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .toList();
    }
}
