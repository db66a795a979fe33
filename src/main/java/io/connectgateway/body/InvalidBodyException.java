package io.connectgateway.body;

import java.util.List;

/** A body that is JSON, but not what the call takes: every problem at once. */
public final class InvalidBodyException extends RuntimeException {

    private final transient List<Problem> problems;

    public InvalidBodyException(List<Problem> problems) {
        super(
                "The request is not valid: " + (problems.size() == 1 ? "1 problem." : problems.size() + " problems."),
                null,
                false,
                false);
        this.problems = List.copyOf(problems);
    }

    /** The problems, in the order of their paths. */
    public List<Problem> problems() {
        return problems;
    }

    /**
     * One violation.
     *
     * @param property the full path in wire names, as in {@code intent.checkoutAddon.addons[0]}; empty for the body itself
     * @param code {@code propertyRequired}, {@code propertyUnknown} or {@code propertyInvalid}
     * @param message what to change; it never repeats a value
     */
    public record Problem(String property, String code, String message) {}
}
