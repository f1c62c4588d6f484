package dev.sotto.orchestrator.task.parse;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.orchestrator.task.Tool;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads {@code tools.yaml}. */
final class ToolReader {
    private static final Pattern REQUEST = Pattern.compile("(\\S+)\\s+(\\S+)");
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]*(\\.[a-z][a-z0-9_]*)*");
    private static final Pattern PLACE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern ARGUMENT = Pattern.compile("\\{([^}]*)}");
    private static final List<String> METHODS = List.of("GET", "POST", "PUT", "PATCH", "DELETE");
    private static final List<String> TYPES = List.of("text", "number", "boolean");
    private static final Set<String> MONEY = Set.of(
            "refund",
            "refunds",
            "charge",
            "charges",
            "pay",
            "payment",
            "payments",
            "payout",
            "price",
            "amount",
            "money",
            "credit",
            "debit",
            "discount",
            "voucher",
            "invoice");

    private final Map<String, String> places;
    private final Problems problems;

    ToolReader(Map<String, String> places, Problems problems) {
        this.places = places;
        this.problems = problems;
    }

    Map<String, DeclaredTool> read(YamlNode root) {
        if (!(root instanceof YamlMap map)) {
            problems.error(root.at(), "the file is " + root.kind(), "write tools: and below it a tool each");
            return Map.of();
        }
        MapReader in = new MapReader(map, problems);
        String base = in.scalar("base").map(this::filled).orElse("");
        Map<String, DeclaredTool> tools = new LinkedHashMap<>();
        Optional<YamlMap> declared = in.map("tools");
        if (!map.has("tools")) {
            problems.error(map.at(), "'tools' is missing", "write tools: and below it a tool each");
        }
        declared.ifPresent(all -> all.entries().forEach((name, entry) -> {
            if (!NAME.matcher(name).matches()) {
                problems.error(entry.key().at(), "'" + name + "' is no name for a tool", "for example orders.lookup");
            }
            if (entry.value() instanceof YamlMap tool) {
                tools.put(
                        name,
                        tool(
                                name,
                                new MapReader(tool, problems),
                                base,
                                entry.key().at()));
            } else {
                problems.error(
                        entry.value().at(),
                        "the tool '" + name + "' is " + entry.value().kind(),
                        "give it a request: GET /path");
            }
        }));
        in.done();
        return tools;
    }

    private DeclaredTool tool(String name, MapReader in, String base, Place at) {
        String method = "GET";
        String url = base;
        Optional<YamlScalar> request = in.requiredScalar("request", "request: GET /orders/{number}");
        Matcher parts = REQUEST.matcher(request.map(this::filled).orElse("").strip());
        if (parts.matches()) {
            method = parts.group(1);
            url = parts.group(2).startsWith("/") ? base + parts.group(2) : parts.group(2);
        } else {
            request.ifPresent(text ->
                    problems.error(text.at(), "'" + text.text() + "' is no request", "request: GET /orders/{number}"));
        }
        if (!METHODS.contains(method)) {
            problems.error(in.placeOfValue("request"), "'" + method + "' is no method", Spelling.hint(method, METHODS));
        }
        Map<String, String> arguments = pairs(in, "arguments", TYPES);
        if (request.isPresent()) {
            checkUrl(url, arguments, request.get().at());
        }
        Map<String, String> result = pairs(in, "result", List.of("text", "number", "boolean", "date", "list", "map"));
        Map<String, String> headers = pairs(in, "headers", List.of());
        boolean gated = in.truth("gated", false);
        if (!gated && !method.equals("GET")) {
            moneyWord(name, arguments.keySet())
                    .ifPresent(word -> problems.error(
                            at,
                            "'" + name + "' looks like money ('" + word + "') and is not gated",
                            "add gated: true, so that it needs an approval"));
        }
        Duration timeout = in.duration("timeout", Duration.ofSeconds(5), Duration.ofMillis(50), Duration.ofMinutes(2));
        int retries = in.integer("retries", 2, 0, 10);
        in.done();
        Tool tool = new Tool(name, method, url, headers, arguments, gated, timeout, retries, Texts.position(at));
        return new DeclaredTool(tool, result.keySet());
    }

    private void checkUrl(String url, Map<String, String> arguments, Place at) {
        Matcher names = ARGUMENT.matcher(url);
        while (names.find()) {
            if (!arguments.containsKey(names.group(1))) {
                String hint = Spelling.nearest(names.group(1), arguments.keySet())
                        .map(near -> "did you mean '" + near + "'?")
                        .orElse("add " + names.group(1) + ": text under 'arguments'");
                problems.error(at, "the URL has {" + names.group(1) + "}, which is no argument", hint);
            }
        }
        try {
            URI uri = URI.create(names.replaceAll("x"));
            String scheme = uri.getScheme();
            if (uri.getHost() == null
                    || scheme == null
                    || !List.of("http", "https").contains(scheme)) {
                problems.error(at, "'" + url + "' is no address", "begin with http:// or https://, here or in 'base'");
            }
        } catch (IllegalArgumentException broken) {
            problems.error(at, "'" + url + "' is no address", "begin with http:// or https://, here or in 'base'");
        }
    }

    private static Optional<String> moneyWord(String name, Set<String> arguments) {
        List<String> words = new ArrayList<>(List.of(name.split("[._]")));
        arguments.forEach(argument -> words.addAll(List.of(argument.split("_"))));
        return words.stream().filter(MONEY::contains).findFirst();
    }

    private Map<String, String> pairs(MapReader in, String key, List<String> allowed) {
        Map<String, String> pairs = new LinkedHashMap<>();
        in.map(key)
                .ifPresent(map -> map.entries().forEach((name, entry) -> {
                    if (!(entry.value() instanceof YamlScalar scalar)) {
                        problems.error(
                                entry.value().at(),
                                "'" + name + "' is " + entry.value().kind(),
                                "it must be one value");
                        return;
                    }
                    String value = filled(scalar);
                    if (!allowed.isEmpty() && !allowed.contains(value)) {
                        problems.error(scalar.at(), "'" + value + "' is no type", Spelling.hint(value, allowed));
                    }
                    pairs.put(name, value);
                }));
        return Collections.unmodifiableMap(pairs);
    }

    /** The text with every {@code ${place}} filled in. */
    private String filled(YamlScalar scalar) {
        return PLACE.matcher(scalar.text()).replaceAll(match -> {
            String value = places.get(match.group(1));
            if (value == null) {
                problems.error(
                        scalar.at(),
                        "nothing is known for ${" + match.group(1) + "}",
                        Spelling.hint(match.group(1), places.keySet()));
                return "";
            }
            return Matcher.quoteReplacement(value);
        });
    }
}
