package dev.sotto.gateway.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a client sent, as checked JSON: syntax errors name their position, fields of the wrong type are refused by name,
 * and fields that nobody asks for are ignored. Every method throws {@link Problem} (400) and nothing else.
 */
public final class JsonBody {
    private static final int MAX_VARIABLES = 32;
    private static final int MAX_VARIABLE_CHARS = 500;

    private final JsonObject json;

    private JsonBody(JsonObject json) {
        this.json = json;
    }

    /** An empty body is an empty object. */
    public static JsonBody parse(@Nullable Buffer text) {
        if (text == null || text.length() == 0) {
            return new JsonBody(new JsonObject());
        }
        return of(decode(text));
    }

    public static JsonBody parse(String text) {
        return of(decode(Buffer.buffer(text)));
    }

    private static JsonBody of(@Nullable Object value) {
        if (value instanceof JsonObject object) {
            return new JsonBody(object);
        }
        throw Problem.invalid("A JSON object is wanted");
    }

    private static @Nullable Object decode(Buffer text) {
        try {
            return Json.decodeValue(text);
        } catch (DecodeException e) {
            throw new Problem(HttpResponseStatus.BAD_REQUEST, "bad_json", "Not JSON" + position(e));
        }
    }

    private static String position(DecodeException e) {
        if (e.getCause() instanceof JsonProcessingException cause && cause.getLocation() != null) {
            var at = cause.getLocation();
            return " at line " + at.getLineNr() + ", column " + at.getColumnNr() + ": " + cause.getOriginalMessage();
        }
        return "";
    }

    public boolean has(String field) {
        return json.getValue(field) != null;
    }

    /** A field that must be there, without surrounding blanks, not empty, at most {@code maxChars} long. */
    public String text(String field, int maxChars) {
        String text = optionalText(field, maxChars);
        if (text == null || text.isEmpty()) {
            throw Problem.invalid("'" + field + "' is missing or empty");
        }
        return text;
    }

    public @Nullable String optionalText(String field, int maxChars) {
        Object value = json.getValue(field);
        if (value == null) {
            return null;
        }
        if (!(value instanceof String text)) {
            throw Problem.invalid("'" + field + "' must be a string");
        }
        String clean = PlainText.clean(text);
        if (clean.length() > maxChars) {
            throw new Problem(
                    HttpResponseStatus.BAD_REQUEST,
                    "too_long",
                    "'" + field + "' is longer than " + maxChars + " characters");
        }
        return clean;
    }

    /** A secret: as it is, blanks and all. */
    public String secret(String field, int maxChars) {
        if (!(json.getValue(field) instanceof String text)) {
            throw Problem.invalid("'" + field + "' must be a string");
        }
        if (text.isEmpty() || text.length() > maxChars) {
            throw Problem.invalid("'" + field + "' must have 1 to " + maxChars + " characters");
        }
        return text;
    }

    public long integer(String field, long min, long max, long absent) {
        Object value = json.getValue(field);
        if (value == null) {
            return absent;
        }
        if (!(value instanceof Integer || value instanceof Long)) {
            throw Problem.invalid("'" + field + "' must be a whole number");
        }
        long number = ((Number) value).longValue();
        if (number < min || number > max) {
            throw Problem.invalid("'" + field + "' must be from " + min + " to " + max);
        }
        return number;
    }

    /** A list of 1 to {@code maxItems} strings, none of them empty or longer than {@code maxChars}. */
    public List<String> texts(String field, int maxItems, int maxChars) {
        if (!(json.getValue(field) instanceof JsonArray array) || array.isEmpty() || array.size() > maxItems) {
            throw Problem.invalid("'" + field + "' must be a list of 1 to " + maxItems + " strings");
        }
        List<String> texts = new ArrayList<>();
        for (Object item : array) {
            if (!(item instanceof String text) || text.isEmpty() || text.length() > maxChars) {
                throw Problem.invalid("'" + field + "' must hold strings of 1 to " + maxChars + " characters");
            }
            texts.add(PlainText.clean(text));
        }
        return List.copyOf(texts);
    }

    /** A flat object of short strings; empty when absent. */
    public Map<String, String> variables(String field) {
        Object value = json.getValue(field);
        if (value == null) {
            return Map.of();
        }
        if (!(value instanceof JsonObject object) || object.size() > MAX_VARIABLES) {
            throw Problem.invalid("'" + field + "' must be an object of at most " + MAX_VARIABLES + " strings");
        }
        Map<String, String> variables = new LinkedHashMap<>();
        for (String name : object.fieldNames()) {
            if (!(object.getValue(name) instanceof String text)
                    || text.length() > MAX_VARIABLE_CHARS
                    || name.length() > 64) {
                throw Problem.invalid("'" + field + "." + name + "' must be a string of at most " + MAX_VARIABLE_CHARS
                        + " characters");
            }
            variables.put(PlainText.clean(name), PlainText.clean(text));
        }
        return Map.copyOf(variables);
    }
}
