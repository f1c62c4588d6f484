package dev.sotto.orchestrator.tool;

import dev.sotto.orchestrator.journal.JsonText;
import dev.sotto.orchestrator.task.Tool;
import io.vertx.uritemplate.UriTemplate;
import io.vertx.uritemplate.Variables;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A call as it goes out: arguments checked and put into URL, query or body.
 *
 * @param body JSON, or null for methods without one
 */
record PreparedCall(
        String method,
        String url,
        Map<String, String> query,
        @Nullable String body) {
    private static final Pattern PLACE = Pattern.compile("\\{([A-Za-z0-9_]+)}");
    private static final Set<String> WITHOUT_BODY = Set.of("GET", "HEAD");

    /** What is wrong with the arguments, if anything: all that are declared must be there, no others, of their types. */
    static Optional<String> objection(Tool tool, Map<String, Object> with) {
        for (String name : with.keySet()) {
            if (!tool.arguments().containsKey(name)) {
                return Optional.of("it has no argument " + name);
            }
        }
        Set<String> inUrl = placesIn(tool.url());
        for (var declared : tool.arguments().entrySet()) {
            Object value = with.get(declared.getKey());
            if (!fits(declared.getValue(), value)) {
                return Optional.of("argument " + declared.getKey() + " must be a " + declared.getValue());
            }
            if (inUrl.contains(declared.getKey()) && wanders(String.valueOf(value))) {
                return Optional.of("argument " + declared.getKey() + " cannot stand in a URL");
            }
        }
        return Optional.empty();
    }

    static PreparedCall of(Tool tool, Map<String, Object> with) {
        Set<String> inUrl = placesIn(tool.url());
        Variables places = Variables.variables();
        Map<String, Object> rest = new LinkedHashMap<>();
        with.forEach((name, value) -> {
            if (inUrl.contains(name)) {
                places.set(name, String.valueOf(value));
            } else {
                rest.put(name, value);
            }
        });
        String url = UriTemplate.of(tool.url()).expandToString(places);
        if (WITHOUT_BODY.contains(tool.method())) {
            Map<String, String> query = new LinkedHashMap<>();
            rest.forEach((name, value) -> query.put(name, String.valueOf(value)));
            return new PreparedCall(tool.method(), url, query, null);
        }
        return new PreparedCall(tool.method(), url, Map.of(), JsonText.write(rest));
    }

    private static boolean fits(String type, @Nullable Object value) {
        return switch (type) {
            case "number" -> value instanceof Number number && Double.isFinite(number.doubleValue());
            case "boolean" -> value instanceof Boolean;
            default -> value instanceof CharSequence;
        };
    }

    /** Dots are left alone by URL encoding, and nothing at all would name the folder: both lead elsewhere. */
    private static boolean wanders(String value) {
        return value.isBlank() || value.equals(".") || value.equals("..");
    }

    private static Set<String> placesIn(String url) {
        return PLACE.matcher(url)
                .results()
                .map((MatchResult place) -> place.group(1))
                .collect(Collectors.toSet());
    }
}
