package io.connectgateway.session;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.session.InvalidBodyException.Problem;
import java.util.List;
import java.util.Optional;

/** The header {@code Idempotency-Key}: 1 to 255 printable ASCII characters (Gigs' page on idempotency). */
final class IdempotencyKey {

    private static final String HEADER = "Idempotency-Key";
    private static final int MAX_LENGTH = 255;

    private IdempotencyKey() {}

    /** The key to forward; read from the event, since the HTTP layer splits a header at its commas. */
    static Optional<String> of(APIGatewayV2HTTPEvent event, boolean forwarded) {
        Optional<String> key =
                Optional.ofNullable(event.getHeaders().get("idempotency-key")).filter(sent -> forwarded);
        if (key.isPresent() && !isValid(key.get())) {
            throw new InvalidBodyException(
                    List.of(new Problem(HEADER, "propertyInvalid", "must be 1 to 255 printable ASCII characters")));
        }
        return key;
    }

    private static boolean isValid(String key) {
        return !key.isBlank() && key.length() <= MAX_LENGTH && key.chars().allMatch(c -> c >= ' ' && c <= '~');
    }
}
