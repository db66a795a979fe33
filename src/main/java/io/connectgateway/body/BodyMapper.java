package io.connectgateway.body;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.connectgateway.body.InvalidBodyException.Problem;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** From the bytes of a request to a checked body, and from a body to the bytes that Gigs gets. */
@ApplicationScoped
public class BodyMapper {

    private final JsonMapper json = StrictJson.mapper();
    private final Validator validator;

    BodyMapper(Validator validator) {
        this.validator = validator;
    }

    public CreateSession create(byte[] body) {
        List<Problem> unread = new ArrayList<>();
        CreateSession session = read(body, CreateSession.class, unread);
        refuseIfAny(unread, validator.validate(session));
        return session;
    }

    public UpdateSession update(byte[] body) {
        List<Problem> unread = new ArrayList<>();
        UpdateSession session = read(body, UpdateSession.class, unread);
        if (session.isEmpty() && unread.isEmpty()) {
            unread.add(new Problem(
                    "", "propertyRequired", "needs at least one of appearance, callbackUrl, user and userDetails"));
        }
        refuseIfAny(unread, validator.validate(session));
        return session;
    }

    public byte[] write(SessionBody body) {
        try {
            ByteBuffer bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(json.writeValueAsString(body)));
            return Arrays.copyOf(bytes.array(), bytes.limit());
        } catch (CharacterCodingException | JsonProcessingException e) {
            // All that a checked body can still hold is half of a surrogate pair, which is no text in UTF-8.
            throw new MalformedBodyException("The body has text that is not valid Unicode.");
        }
    }

    private <T> T read(byte[] body, Class<T> type, List<Problem> unread) {
        if (body == null || body.length == 0) {
            throw new MalformedBodyException("The body is empty; it must be a JSON object.");
        }
        T read;
        try {
            // Jackson would guess UTF-16 and UTF-32 from the bytes; JSON is UTF-8 (RFC 8259, section 8.1).
            read = json.readerFor(type)
                    .withAttribute(BodyProblemHandler.PROBLEMS, unread)
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

    /** Jackson does not always know. */
    private static String where(JsonLocation location) {
        return location == null ? "" : ", at line " + location.getLineNr() + ", column " + location.getColumnNr();
    }

    /** One problem a path, the reader's before the validator's: what could not be read looks missing to the validator. */
    private static <T> void refuseIfAny(Collection<Problem> unread, Collection<ConstraintViolation<T>> violations) {
        if (unread.isEmpty() && violations.isEmpty()) {
            return;
        }
        Map<String, Problem> byPath = new TreeMap<>();
        unread.forEach(problem -> byPath.put(problem.property(), problem));
        violations.stream()
                .map(PropertyPath::problem)
                .sorted((a, b) -> a.message().compareTo(b.message()))
                .forEach(problem -> byPath.putIfAbsent(problem.property(), problem));
        throw new InvalidBodyException(List.copyOf(byPath.values()));
    }
}
