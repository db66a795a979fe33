package io.connectgateway.gigs;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.node.ObjectNode;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.util.Optional;

/** From what Gigs answered to a {@link GigsSession}, or to the failure that {@link GigsFailures} has for the status. */
@ApplicationScoped
class GigsAnswers {

    private final ObjectReader json;

    GigsAnswers(ObjectMapper json) {
        // A number that Gigs adds one day is passed on digit by digit.
        this.json = json.reader()
                .without(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .with(
                        DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS,
                        DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** @throws GigsException if it is anything but a 2xx with a JSON object */
    GigsSession read(Response answer) {
        int status = answer.getStatus();
        Optional<ObjectNode> body = parse(answer.readEntity(byte[].class));
        return switch (status / 100) {
            case 2 ->
                new GigsSession(
                        status,
                        body.orElseThrow(() -> new GigsException.UnexpectedResponse("Gigs' answer is not JSON.")));
            case 4 ->
                throw GigsFailures.ofStatus(
                        status, body, Optional.ofNullable(answer.getHeaderString(HttpHeaders.RETRY_AFTER)));
            case 5 -> throw new GigsException.Unavailable();
            default -> throw new GigsException.UnexpectedResponse("Gigs answered with a redirect.");
        };
    }

    private Optional<ObjectNode> parse(byte[] body) {
        try {
            JsonNode tree = body == null ? null : json.readTree(body);
            return tree instanceof ObjectNode object ? Optional.of(object) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }
}
