package io.connectgateway.body;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/** What both bodies have. Gigs tells an absent {@code callbackUrl} or {@code user} from an explicit {@code null}. */
public interface SessionBody {

    JsonNullable<String> callbackUrl();

    JsonNullable<String> user();

    UserDetails userDetails();

    /** The Gigs user that the session shall be for; an explicit {@code null} counts as absent. */
    default Optional<String> requestedUser() {
        return Optional.ofNullable(user().orElse(null));
    }

    default boolean hasUserDetails() {
        return userDetails() != null;
    }

    default Optional<String> requestedEmail() {
        return Optional.ofNullable(userDetails()).map(UserDetails::email);
    }

    /** Where Connect sends the user afterwards; an explicit {@code null} counts as absent. */
    default Optional<String> requestedCallbackUrl() {
        return Optional.ofNullable(callbackUrl().orElse(null));
    }

    /** This body for the caller's own Gigs user. */
    SessionBody forUser(String own);

    /** This body, which has user details, for the caller's own email. */
    SessionBody forEmail(String own);

    /** How the Connect Session looks. If the theme is absent, Connect chooses. */
    @RegisterForReflection
    record Appearance(
            @Pattern(regexp = "light|dark", message = "must be one of light, dark")
            String theme) {}

    /** Who a new user is. The limits of {@code metadata} are those of Gigs' metadata page. */
    @RegisterForReflection
    record UserDetails(
            @WellFormed(WellFormed.Form.PAST_DATE) String birthday,

            @Email(message = "must be an email address")
            @Size(min = 1, max = 254, message = "must have {min} to {max} characters")
            String email,

            @Size(min = 1, max = 255, message = "must have {min} to {max} characters")
            String fullName,

            @Size(max = MAX_METADATA, message = "must have at most {max} entries")
            Map<
                            @Size(min = 1, max = 40, message = "must have a key of {min} to {max} characters")
                            @Pattern(
                                    regexp = "(?s)(?!gigs\\.com).*",
                                    message = "must not have a key that begins with gigs.com")
                            String,
                            @NotNull(message = "must not be null")
                            @Size(max = 255, message = "must have at most {max} characters") String>
                    metadata,

            @WellFormed(WellFormed.Form.LANGUAGE_TAG) String preferredLocale) {

        static final int MAX_METADATA = 10;

        UserDetails withEmail(String verified) {
            return new UserDetails(birthday, verified, fullName, metadata, preferredLocale);
        }

        /** Leaves out the values, which are personal. */
        @Override
        public String toString() {
            return "UserDetails[…]";
        }
    }
}
