package io.connectgateway.session;

import com.amazonaws.services.lambda.runtime.events.APIGatewayV2HTTPEvent;
import io.connectgateway.body.InvalidBodyException;
import io.connectgateway.body.InvalidBodyException.Problem;
import io.connectgateway.caller.Caller;
import io.quarkus.runtime.util.HashUtil;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The header {@code Idempotency-Key}: 1 to 255 printable ASCII characters (Gigs' page on idempotency). */
final class IdempotencyKey {

    private static final Pattern VALID = Pattern.compile("(?! *\\z)[ -~]{1,255}");

    private IdempotencyKey() {}

    /**
     * The key to forward: a hash that no two callers share. Gigs answers a repeated key with the session that was
     * created under it, and with its login {@code url}.
     *
     * @param event read instead of the HTTP request, whose headers are split at their commas
     */
    static Optional<String> of(APIGatewayV2HTTPEvent event, Caller caller) {
        String sent = event.getHeaders().get("idempotency-key");
        if (sent != null && !VALID.matcher(sent).matches()) {
            String message = "must be 1 to 255 printable ASCII characters";
            throw new InvalidBodyException(List.of(new Problem("Idempotency-Key", "propertyInvalid", message)));
        }
        return Optional.ofNullable(sent)
                .map(key -> hash(caller.issuer(), caller.client().orElse(""), caller.subject(), key));
    }

    /** Each part follows its length, so that the end of one part cannot pass for the beginning of the next. */
    private static String hash(String... parts) {
        return HashUtil.sha256(
                Stream.of(parts).map(part -> part.length() + ":" + part).collect(Collectors.joining()));
    }
}
