package io.connectgateway.body;

import java.util.List;

/** A body that is JSON, but breaks rules. Carries all of its problems. */
public final class InvalidBodyException extends RuntimeException {

    private static final int MAX_LISTED = 20;

    private final transient List<Problem> problems;

    /** @param problems all of them, in the order of their paths */
    public InvalidBodyException(List<Problem> problems) {
        super("The request is not valid: " + count(problems.size()), null, false, false);
        this.problems = List.copyOf(problems.subList(0, Math.min(problems.size(), MAX_LISTED)));
    }

    private static String count(int problems) {
        if (problems > MAX_LISTED) {
            return problems + " problems, of which the first " + MAX_LISTED + " are listed.";
        }
        return problems == 1 ? "1 problem." : problems + " problems.";
    }

    /** The first 20 problems. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * @param property the path in wire names, as in {@code intent.checkoutAddon.addons[0]}; empty for the body itself
     * @param code {@code propertyRequired}, {@code propertyUnknown} or {@code propertyInvalid}
     * @param message what to change; it never repeats a value
     */
    public record Problem(String property, String code, String message) {}
}
