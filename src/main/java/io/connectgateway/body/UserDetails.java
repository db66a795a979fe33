package io.connectgateway.body;

import io.quarkus.runtime.annotations.RegisterForReflection;
import jakarta.validation.constraints.Email;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * Who a new user is. The limits of {@code metadata} are those of Gigs' metadata page. All of it is personal, so it never shows in
 * {@link #toString()}.
 */
@RegisterForReflection
public record UserDetails(
        @WellFormed(WellFormed.Form.PAST_DATE) String birthday,

        @Email(message = "must be an email address")
        @Size(min = 1, max = 254, message = "must have {min} to {max} characters")
        String email,

        @Size(min = 1, max = 255, message = "must have {min} to {max} characters")
        String fullName,

        @Size(max = 10, message = "must have at most {max} entries")
        Map<
                        @Size(min = 1, max = 40, message = "must have a key of {min} to {max} characters")
                        @Pattern(
                                regexp = "(?!gigs\\.com).*",
                                flags = Pattern.Flag.DOTALL,
                                message = "must not have a key that begins with gigs.com")
                        String,
                        @NotNull(message = "must not be null")
                        @Size(max = 255, message = "must have at most {max} characters") String>
                metadata,

        @WellFormed(WellFormed.Form.LANGUAGE_TAG) String preferredLocale) {

    UserDetails withEmail(String verified) {
        return new UserDetails(birthday, verified, fullName, metadata, preferredLocale);
    }

    @Override
    public String toString() {
        return "UserDetails[…]";
    }
}
