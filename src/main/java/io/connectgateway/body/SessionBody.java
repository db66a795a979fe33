package io.connectgateway.body;

import io.connectgateway.intent.GigsId;
import io.connectgateway.intent.Intent;
import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;
import java.util.Optional;
import org.openapitools.jackson.nullable.JsonNullable;

/**
 * The body of {@code POST /connectSessions} and of {@code PATCH /connectSessions/{id}}. Gigs tells an absent
 * {@code callbackUrl} or {@code user} from an explicit {@code null}; here both count as none.
 *
 * @param intent null in an update
 */
@RegisterForReflection
public record SessionBody(
        @Valid Appearance appearance,
        JsonNullable<@WellFormed(WellFormed.Form.ABSOLUTE_URL) String> callbackUrl,
        @Valid Intent intent,
        JsonNullable<@GigsId("usr") String> user,
        @Valid UserDetails userDetails) {

    /** The Gigs user that the session shall be for. */
    public Optional<String> requestedUser() {
        return Optional.ofNullable(user.orElse(null));
    }

    public boolean hasUserDetails() {
        return userDetails != null;
    }

    public Optional<String> requestedEmail() {
        return Optional.ofNullable(userDetails).map(UserDetails::email);
    }

    /** Where Connect sends the user afterwards. */
    public Optional<String> requestedCallbackUrl() {
        return Optional.ofNullable(callbackUrl.orElse(null));
    }

    /** This body for the caller's own Gigs user. An update attaches no user by itself. */
    public SessionBody forUser(String own) {
        return intent == null
                ? this
                : new SessionBody(appearance, callbackUrl, intent, JsonNullable.of(own), userDetails);
    }

    /** This body, which has user details, for the caller's own email. */
    public SessionBody forEmail(String own) {
        return new SessionBody(appearance, callbackUrl, intent, user, userDetails.withEmail(own));
    }

    boolean isEmpty() {
        return appearance == null && !callbackUrl.isPresent() && !user.isPresent() && userDetails == null;
    }

    @Override
    public String toString() {
        return "SessionBody[…]";
    }

    /** How the Connect Session looks. If the theme is absent, Connect chooses. */
    @RegisterForReflection
    public record Appearance(
            @Pattern(regexp = "light|dark", message = "must be one of light, dark")
            String theme) {}

    /** Who a new user is. The limits of {@code metadata} are those of Gigs' metadata page. */
    @RegisterForReflection
    public record UserDetails(
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
