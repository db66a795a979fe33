package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.connectgateway.Json;
import io.connectgateway.body.InvalidBodyException.Problem;
import jakarta.validation.Validation;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** A body costs little, whatever fills it: few problems are listed, and nothing of a container that is too long is looked at. */
class LargeBodyTest {

    private static final int MAX_PROBLEMS = 20;

    private static final BodyMapper BODIES =
            new BodyMapper(Validation.buildDefaultValidatorFactory().getValidator());

    @ParameterizedTest
    @MethodSource("io.connectgateway.body.LargeBody#all")
    void listsFewProblems(LargeBody body) {
        InvalidBodyException refused = refused(body);

        assertTrue(
                refused.problems().size() <= MAX_PROBLEMS,
                () -> "lists " + refused.problems().size());
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.body.LargeBody#all")
    void looksAtNoEntryOfAContainerThatIsTooLong(LargeBody body) {
        if (!body.isBounded()) {
            return;
        }
        List<String> inside = refused(body).problems().stream()
                .map(Problem::property)
                .filter(path -> path.startsWith(body.container()))
                .toList();
        assertEquals(List.of(body.container()), inside);
    }

    @ParameterizedTest
    @MethodSource("io.connectgateway.body.LargeBody#all")
    void countsEveryUnknownProperty(LargeBody body) {
        if (body.isBounded()) {
            return;
        }
        String message = refused(body).getMessage();
        int counted = Integer.parseInt(message.replaceAll("\\D*(\\d+) problems.*", "$1"));
        assertTrue(counted >= body.entries(), message);
        assertTrue(message.endsWith(" problems, of which the first 20 are listed."), message);
    }

    /** A table of names that all bodies share loses count of such names, and then fails on any body that makes it grow. */
    @Test
    void doesNotMindNamesThatCollide() {
        String colliding = IntStream.range(0, 400)
                .mapToObj(i -> "\"" + colliding(i) + "\":1")
                .collect(Collectors.joining(",", "{", "}"));
        String growing = "{" + Json.numbered("\"name%d\":1", 2500) + "}";

        assertEquals(
                "propertyUnknown", refused(colliding, true).problems().get(0).code());
        assertEquals("propertyUnknown", refused(growing, true).problems().get(0).code());
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
        assertTrue(
                containers.containsAll(Set.of(
                        "",
                        "appearance",
                        "intent",
                        "intent.checkoutAddon.addons",
                        "intent.checkoutNewSubscription.addons",
                        "intent.completePorting.behavior",
                        "userDetails",
                        "userDetails.metadata")),
                containers::toString);
    }

    @ParameterizedTest
    @CsvSource({"20, 20", "21, 1"})
    void looksAtTheEntriesOfAListThatIsNotTooLong(int entries, int problems) {
        String addons = "[" + Json.numbered("\"x%d\"", entries) + "]";
        String body =
                "{\"intent\":{\"type\":\"checkoutAddon\",\"checkoutAddon\":{\"subscription\":\"sub_1\",\"addons\":"
                        + addons + "}}}";

        assertEquals(problems, refused(body, false).problems().size());
    }

    @Test
    void listsWhatElseIsWrongBesideAListThatIsTooLong() {
        String addons = "[" + Json.numbered("\"add_%d\"", 21) + "]";
        String body = "{\"intent\":{\"type\":\"checkoutAddon\",\"checkoutAddon\":{\"subscription\":\"x\",\"addons\":"
                + addons + "}},\"user\":\"x\"}";

        assertEquals(
                List.of(
                        "intent.checkoutAddon.addons must have at most 20 entries",
                        "intent.checkoutAddon.subscription must be an id: sub_ and 1 to 60 letters or digits",
                        "user must be an id: usr_ and 1 to 60 letters or digits"),
                refused(body, false).problems().stream()
                        .map(problem -> problem.property() + " " + problem.message())
                        .toList());
    }

    @Test
    void saysHowManyProblemsThereAre() {
        assertEquals(
                "The request is not valid: 1 problem.", refused("{}", false).getMessage());
        assertEquals(
                "The request is not valid: 2 problems.",
                refused("{\"a\":1}", false).getMessage());
        assertEquals(
                "The request is not valid: 21 problems, of which the first 20 are listed.",
                refused("{" + Json.numbered("\"a%d\":1", 21) + "}", true).getMessage());
    }

    private static InvalidBodyException refused(LargeBody body) {
        return refused(body.json(), body.isUpdate());
    }

    private static InvalidBodyException refused(String json, boolean isUpdate) {
        byte[] body = json.getBytes(UTF_8);
        return assertThrows(
                InvalidBodyException.class,
                () -> Object.class.cast(isUpdate ? BODIES.update(body) : BODIES.create(body)));
    }
}
