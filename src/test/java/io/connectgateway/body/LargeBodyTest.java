package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Json;
import io.connectgateway.body.InvalidBodyException.Problem;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** No body costs much: few problems are listed, and no entry of a container that is too long is looked at. */
class LargeBodyTest {

    private static final String ADDONS = """
            {"intent":{"type":"checkoutAddon","checkoutAddon":{"subscription":"%s","addons":[%s]}}%s}""";

    @ParameterizedTest
    @MethodSource("io.connectgateway.body.LargeBody#all")
    void listsFewProblemsAndLooksAtNoEntryOfAContainerThatIsTooLong(LargeBody body) {
        InvalidBodyException refused = refused(body.json(), body.isUpdate());

        assertTrue(refused.problems().size() <= 20, refused::getMessage);
        if (body.isBounded()) {
            List<String> inside = refused.problems().stream()
                    .map(Problem::property)
                    .filter(path -> path.startsWith(body.container()))
                    .toList();
            assertEquals(List.of(body.container()), inside);
        } else {
            assertTrue(
                    refused.getMessage().endsWith(" problems, of which the first 20 are listed."), refused::getMessage);
            int counted = Integer.parseInt(refused.getMessage().replaceAll("\\D*(\\d+) problems.*", "$1"));
            assertTrue(counted >= body.entries(), refused::getMessage);
        }
    }

    /** A table of names for all bodies would lose count of these, and fail on the next body that makes it grow. */
    @Test
    void doesNotMindNamesThatCollide() {
        String colliding = IntStream.range(0, 400)
                .mapToObj(i -> "\"" + colliding(i) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        String growing = "{" + Json.numbered("\"name%d\":1", 2500) + "}";

        for (String body : List.of(colliding, growing)) {
            assertEquals(
                    "propertyUnknown", refused(body, true).problems().get(0).code());
        }
    }

    /** Bb and CA weigh the same in a hash that multiplies by 33. */
    private static String colliding(int number) {
        return IntStream.range(0, 14)
                .mapToObj(bit -> (number >> bit & 1) == 1 ? "Bb" : "CA")
                .collect(Collectors.joining());
    }

    @Test
    void walksEveryContainer() {
        Set<String> containers =
                LargeBody.all().stream().map(LargeBody::container).collect(Collectors.toSet());
        Set<String> some = Set.of("", "appearance", "intent.checkoutAddon.addons", "userDetails.metadata");
        assertTrue(containers.containsAll(some), containers::toString);
    }

    @Test
    void listsWhatElseIsWrongBesideAListThatIsTooLong() {
        String body = ADDONS.formatted("x", Json.numbered("\"add_%d\"", 21), ",\"user\":\"x\"");

        assertEquals(
                List.of(
                        "intent.checkoutAddon.addons must have at most 20 entries",
                        "intent.checkoutAddon.subscription must be an id: sub_ and 1 to 60 letters or digits",
                        "user must be an id: usr_ and 1 to 60 letters or digits"),
                refused(body, false).problems().stream()
                        .map(problem -> problem.property() + " " + problem.message())
                        .toList());
    }

    @ParameterizedTest
    @CsvSource({"0, 1 problem.", "1, 2 problems.", "20, '21 problems, of which the first 20 are listed.'"})
    void saysHowManyProblemsThereAre(int unknown, String problems) {
        // The intent is missing too.
        String body = "{" + Json.numbered("\"a%d\":1", unknown) + "}";
        assertEquals(
                "The request is not valid: " + problems, refused(body, false).getMessage());
    }

    private static InvalidBodyException refused(String json, boolean isUpdate) {
        byte[] body = json.getBytes(UTF_8);
        return assertThrows(
                InvalidBodyException.class,
                () -> Object.class.cast(
                        isUpdate ? BodyMapperTest.BODIES.update(body) : BodyMapperTest.BODIES.create(body)));
    }
}
