package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.loadtest.phone.Temper;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads one caller's file. One thread. */
final class ScriptReader {
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration USUAL = Duration.ofSeconds(30);

    private final Problems problems;
    private final Map<String, List<VoiceTraits>> populations;
    private final Path folder;

    /** What a caller knows of what is said. */
    private enum Understands {
        TEXT,
        NOTHING
    }

    /** @param folder what names of recordings are relative to */
    ScriptReader(Problems problems, Map<String, List<VoiceTraits>> populations, Path folder) {
        this.problems = problems;
        this.populations = populations;
        this.folder = folder;
    }

    /** Empty where it can't be used; then the problems say why. */
    Optional<CallerScript> read(YamlNode root) {
        if (!(root instanceof YamlMap map)) {
            problems.error(root.at(), "a caller's file is a map, this is " + root.kind(), "begin with name: refund");
            return Optional.empty();
        }
        MapReader reader = new MapReader(map, problems);
        String name = reader.requiredText("name", "what --mix calls it").orElse("");
        if (!name.isEmpty() && !name.matches("[a-z][a-z0-9_]{0,40}")) {
            problems.error(reader.placeOfValue("name"), "'" + name + "' is no name", "small letters, digits and _");
        }
        reader.text("about");
        boolean text = reader.choice("understands", Understands.class).orElse(Understands.NOTHING) == Understands.TEXT;
        List<VoiceTraits> voices = reader.node("voice")
                .map(node -> new VoiceReader(problems).voice(node, populations))
                .orElse(List.of(VoiceTraits.PLAIN));
        Temper temper = reader.map("patience").map(this::patience).orElse(Temper.EVEN);
        Duration within = reader.duration("within", USUAL, Duration.ofSeconds(1), LONGEST);
        Map<String, List<String>> variables =
                reader.map("variables").map(this::variables).orElse(Map.of());
        StepsReader steps = new StepsReader(problems, folder, text, within, temper.queuePatience());
        List<Drawing.Part> first = reader.requiredList("steps", "a list: - listen, - say: ...")
                .map(list -> nonEmpty(list, steps))
                .orElse(List.of());
        List<Drawing.Part> second =
                reader.list("transferred").map(list -> nonEmpty(list, steps)).orElse(List.of());
        reader.done();
        return problems.hasErrors()
                ? Optional.empty()
                : Optional.of(
                        new CallerScript(name, text, voices, temper, variables, steps.variables(), first, second));
    }

    private List<Drawing.Part> nonEmpty(YamlList list, StepsReader steps) {
        if (list.items().isEmpty()) {
            problems.error(list.at(), "there is no step", "a caller who does nothing: - pause: 10s");
        }
        return steps.read(list);
    }

    private Temper patience(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Duration least = Duration.ofMillis(100);
        Duration queue = reader.duration("queue", Temper.EVEN.queuePatience(), least, LONGEST);
        Duration silence = reader.duration("silence", Temper.EVEN.silencePatience(), least, LONGEST);
        reader.done();
        return Temper.EVEN.patience(queue, silence);
    }

    private Map<String, List<String>> variables(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Map<String, List<String>> variables = new LinkedHashMap<>();
        map.entries().forEach((name, entry) -> {
            if (!Drawing.VARIABLE.matcher("{{" + name + "}}").matches()) {
                problems.error(entry.key().at(), "'" + name + "' is no variable", "small letters, digits and _");
            }
            List<String> values = new ArrayList<>();
            reader.texts(name).stream().map(YamlScalar::text).forEach(values::add);
            if (values.isEmpty()) {
                problems.error(entry.value().at(), "'" + name + "' has no value", "give it one or several");
                values.add("");
            }
            variables.put(name, values);
        });
        return variables;
    }
}
