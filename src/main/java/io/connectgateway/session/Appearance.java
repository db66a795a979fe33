package io.connectgateway.session;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the Connect Session looks (Gigs' reference page of Connect Sessions). */
public record Appearance(Theme theme) {

    /** The colours; absent leaves the choice to Connect. */
    public enum Theme {
        LIGHT,
        DARK;

        @JsonValue
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
