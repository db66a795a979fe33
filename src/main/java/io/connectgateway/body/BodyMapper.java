package io.connectgateway.body;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.connectgateway.body.InvalidBodyException.Problem;
import io.connectgateway.intent.Intent;
import io.connectgateway.intent.IntentType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Reads and checks the bytes of a request, and writes the bytes that Gigs gets. */
@ApplicationScoped
public class BodyMapper {

    private static final JsonPointer INTENT_TYPE = JsonPointer.compile("/intent/type");

    /** How many entries each list and each map may have. */
    private static final Map<JsonPointer, Integer> LIMITS = Map.of(
            JsonPointer.compile("/intent/checkoutAddon/addons"), Intent.MAX_ADDONS,
            JsonPointer.compile("/intent/checkoutNewSubscription/addons"), Intent.MAX_ADDONS,
            JsonPointer.compile("/userDetails/metadata"), SessionBody.UserDetails.MAX_METADATA);

    private final StrictJson json = new StrictJson();
    private final Validator validator;

    BodyMapper(Validator validator) {
        this.validator = validator;
    }

    public SessionBody create(byte[] body) {
        List<Problem> problems = new ArrayList<>();
        SessionBody session = read(json.parse(body), problems);
        if (session.intent() == null) {
            problems.add(new Problem("intent", "propertyRequired", "must not be null"));
        } else if (session.intent().type() != null) {
            checkPayloads(session.intent(), problems);
        }
        return checked(session, problems);
    }

    public SessionBody update(byte[] body) {
        List<Problem> problems = new ArrayList<>();
        ObjectNode tree = json.parse(body);
        if (tree.remove("intent") != null) {
            problems.add(new Problem("intent", "propertyUnknown", "is not known"));
        }
        SessionBody session = read(tree, problems);
        if (session.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    "", "propertyRequired", "needs at least one of appearance, callbackUrl, user and userDetails"));
        }
        return checked(session, problems);
    }

    public byte[] write(SessionBody body) {
        return json.write(body);
    }

    private SessionBody read(ObjectNode tree, List<Problem> problems) {
        SessionBody session = json.read(tree, problems);
        int unknown = problems.size();
        takeOutUnknownType(tree, problems);
        LIMITS.forEach((place, max) -> takeOutTooLong(tree, place, max, problems));
        return problems.size() == unknown ? session : json.read(tree, problems);
    }

    /** Takes a type's name exactly as it is written. Jackson would trim the blanks around it. */
    private static void takeOutUnknownType(ObjectNode tree, List<Problem> problems) {
        String name = tree.at(INTENT_TYPE).textValue();
        if (name != null && IntentType.of(name).isEmpty()) {
            String names =
                    Stream.of(IntentType.values()).map(IntentType::toString).collect(Collectors.joining(", "));
            takeOut(tree, INTENT_TYPE, "must be one of " + names, problems);
        }
    }

    /** The validator would look at each of thousands of entries, which takes seconds. */
    private static void takeOutTooLong(ObjectNode tree, JsonPointer place, int max, List<Problem> problems) {
        if (tree.at(place).size() > max) {
            takeOut(tree, place, "must have at most " + max + " entries", problems);
        }
    }

    private static void takeOut(ObjectNode tree, JsonPointer place, String message, List<Problem> problems) {
        ((ObjectNode) tree.at(place.head())).remove(place.last().getMatchingProperty());
        problems.add(new Problem(place.toString().substring(1).replace('/', '.'), "propertyInvalid", message));
    }

    /** The payload that the type names must be present, and every other must be absent. */
    private static void checkPayloads(Intent intent, List<Problem> problems) {
        for (IntentType other : IntentType.values()) {
            boolean isPresent = other.payloadOf(intent) != null;
            boolean isWanted = other == intent.type() && other.hasPayload();
            String path = "intent." + other;
            if (isWanted && !isPresent) {
                problems.add(new Problem(path, "propertyRequired", "is required by this type"));
            } else if (isPresent && !isWanted) {
                String message = "must be absent, as the type is " + intent.type();
                problems.add(new Problem(path, "propertyInvalid", message));
            }
        }
    }

    /** Lists one problem for each path. To the validator, a value that was taken out looks missing. */
    private SessionBody checked(SessionBody session, List<Problem> problems) {
        Map<String, Problem> byPath = new TreeMap<>();
        problems.forEach(problem -> byPath.put(problem.property(), problem));
        validator.validate(session).stream()
                .map(BodyMapper::problem)
                .sorted(Comparator.comparing(Problem::message))
                .forEach(problem -> byPath.putIfAbsent(problem.property(), problem));
        if (!byPath.isEmpty()) {
            throw new InvalidBodyException(List.copyOf(byPath.values()));
        }
        return session;
    }

    private static Problem problem(ConstraintViolation<?> violation) {
        Class<?> rule = violation.getConstraintDescriptor().getAnnotation().annotationType();
        boolean isMissing = rule == NotNull.class || rule == NotEmpty.class;
        String code = isMissing ? "propertyRequired" : "propertyInvalid";
        return new Problem(PropertyPath.of(violation.getPropertyPath()), code, violation.getMessage());
    }
}
