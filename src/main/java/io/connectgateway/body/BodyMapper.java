package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.connectgateway.body.InvalidBodyException.Problem;
import io.connectgateway.intent.Intent;
import io.connectgateway.intent.IntentType;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.NotNull;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Reads and checks the bytes of a request, and writes the bytes that Gigs gets. */
@ApplicationScoped
public class BodyMapper {

    private final JsonMapper json = StrictJson.mapper();
    private final Validator validator;

    BodyMapper(Validator validator) {
        this.validator = validator;
    }

    public CreateSession create(byte[] body) {
        List<Problem> problems = new ArrayList<>();
        CreateSession session = read(body, CreateSession.class, problems);
        if (session.intent() != null && session.intent().type() != null) {
            checkPayloads(session.intent(), problems);
        }
        return checked(session, problems);
    }

    public UpdateSession update(byte[] body) {
        List<Problem> problems = new ArrayList<>();
        UpdateSession session = read(body, UpdateSession.class, problems);
        if (session.isEmpty() && problems.isEmpty()) {
            problems.add(new Problem(
                    "", "propertyRequired", "needs at least one of appearance, callbackUrl, user and userDetails"));
        }
        return checked(session, problems);
    }

    public byte[] write(SessionBody body) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(json.writeValueAsString(body)));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException | JsonProcessingException e) {
            // A checked body can still hold half of a surrogate pair, which is no text in UTF-8.
            throw new MalformedBodyException("The body has text that is not valid Unicode.");
        }
    }

    private <T> T read(byte[] body, Class<T> type, List<Problem> problems) {
        if (body == null || body.length == 0) {
            throw new MalformedBodyException("The body is empty; it must be a JSON object.");
        }
        T read;
        try {
            // Jackson would guess UTF-16 and UTF-32 from the bytes; JSON is UTF-8 (RFC 8259, section 8.1).
            read = json.readerFor(type)
                    .withAttribute(ProblemHandler.PROBLEMS, problems)
                    .readValue(UTF_8.newDecoder().decode(ByteBuffer.wrap(body)).toString());
        } catch (MismatchedInputException e) {
            throw new MalformedBodyException(StrictJson.describe(e));
        } catch (StreamConstraintsException e) {
            throw new MalformedBodyException(
                    "The body is nested too deeply, or has a number or a name that is too long.");
        } catch (JsonProcessingException e) {
            throw new MalformedBodyException(
                    "The body is not valid JSON, or has a property twice" + where(e.getLocation()) + ".");
        } catch (IOException e) {
            throw new MalformedBodyException("The body is not text in UTF-8.");
        }
        if (read == null) {
            throw new MalformedBodyException("The body is null; it must be a JSON object.");
        }
        return read;
    }

    /** Jackson does not always know the location. */
    private static String where(JsonLocation location) {
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
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

    /** Lists one problem for each path. To the validator, a value that could not be read looks missing. */
    private <T> T checked(T session, List<Problem> problems) {
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
