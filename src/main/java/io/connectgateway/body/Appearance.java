package io.connectgateway.body;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Pattern;

/**
 * How the Connect Session looks (Gigs' reference page of Connect Sessions).
 *
 * @param theme the colours; absent leaves the choice to Connect
 */
@RegisterForReflection
public record Appearance(
        @Pattern(regexp = "light|dark", message = "must be one of light, dark")
        String theme) {}
