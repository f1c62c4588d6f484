package dev.sotto.loadtest.acd;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlDocument;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.loadtest.desk.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what people say and do from YAML; notes all that is wrong with a file. One thread. */
final class DialogueReader {
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int MOST_WORDS = 500;

    private final Problems problems;

    DialogueReader(Problems problems) {
        this.problems = problems;
    }

    Optional<Dialogue> dialogue(String file, String text) {
        return root(file, text).map(map -> {
            MapReader reader = new MapReader(map, problems);
            List<String> intents =
                    reader.texts("intents").stream().map(YamlScalar::text).toList();
            if (intents.isEmpty()) {
                problems.error(map.at(), "'intents' is missing", "say which intents it is for");
            }
            List<Act> acts = reader.requiredList("acts", "say what is done")
                    .map(this::acts)
                    .orElse(List.of());
            reader.done();
            return new Dialogue(file, Set.copyOf(intents), acts);
        });
    }

    Optional<QueueTexts> queue(String file, String text) {
        return root(file, text).map(map -> {
            MapReader reader = new MapReader(map, problems);
            QueueTexts texts = new QueueTexts(
                    reader.requiredText("welcome", "said at once").orElse(""),
                    reader.requiredText("again", "said from then on").orElse(""),
                    reader.duration("every", Duration.ofSeconds(30), Duration.ofSeconds(5), LONGEST));
            reader.done();
            return texts;
        });
    }

    private Optional<YamlMap> root(String file, String text) {
        Optional<YamlNode> node = YamlDocument.parse(file, text, problems);
        return node.flatMap(root -> map(root, "a map"));
    }

    private Optional<YamlMap> map(YamlNode node, String wanted) {
        if (node instanceof YamlMap map) {
            return Optional.of(map);
        }
        problems.error(node.at(), "this is " + node.kind(), "it must be " + wanted);
        return Optional.empty();
    }

    private List<Act> acts(YamlList list) {
        List<Act> acts = new ArrayList<>();
        for (YamlNode item : list.items()) {
            map(item, "an act: say, ask, work, decide, book or resolved")
                    .flatMap(this::act)
                    .ifPresent(acts::add);
        }
        return acts;
    }

    private Optional<Act> act(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Optional<Act> act;
        if (map.has("say")) {
            act = reader.text("say").map(Act.Say::new);
        } else if (map.has("ask")) {
            act = ask(reader);
        } else if (map.has("work")) {
            Duration median = reader.duration("median", Duration.ofSeconds(5), Duration.ZERO, LONGEST);
            act = reader.text("work").map(name -> new Act.Work(name, median));
        } else if (map.has("decide")) {
            act = decide(reader);
        } else if (map.has("book")) {
            act = book(reader);
        } else if (map.has("resolved")) {
            reader.truth("resolved", true);
            act = Optional.of(new Act.Resolved());
        } else {
            problems.error(map.at(), "this is no act", "known: say, ask, work, decide, book, resolved");
            return Optional.empty();
        }
        reader.done();
        return act;
    }

    private Optional<Act> ask(MapReader reader) {
        String fact = reader.text("ask").orElse("");
        List<String> expects =
                reader.texts("expects").stream().map(YamlScalar::text).toList();
        int note = reader.integer("note", 0, 0, MOST_WORDS);
        return reader.requiredText("text", "what is asked").map(text -> new Act.Ask(fact, text, expects, note));
    }

    private Optional<Act> decide(MapReader reader) {
        String point = reader.text("decide").orElse("");
        Kind kind = reader.choice("kind", Kind.class).orElse(Kind.APPROVAL);
        List<Act.Way> ways = new ArrayList<>();
        reader.requiredList("ways", "what is done after each decision").ifPresent(list -> {
            for (YamlNode item : list.items()) {
                map(item, "a way with its acts").ifPresent(way -> ways.add(way(way)));
            }
        });
        if (kind == Kind.CLARIFICATION ? ways.isEmpty() : ways.size() != 2) {
            problems.error(reader.at(), ways.size() + " ways", "an approval and an instruction have two: yes, then no");
            return Optional.empty();
        }
        return Optional.of(new Act.Decide(point, kind, ways));
    }

    private Act.Way way(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        String label = reader.requiredText("way", "its name").orElse("");
        List<Act> acts =
                reader.requiredList("acts", "what is done").map(this::acts).orElse(List.of());
        reader.done();
        return new Act.Way(label, acts);
    }

    private Optional<Act> book(MapReader reader) {
        Map<String, String> with = new LinkedHashMap<>();
        reader.map("with")
                .ifPresent(map -> map.entries().forEach((name, entry) -> {
                    if (entry.value() instanceof YamlScalar scalar) {
                        with.put(name, scalar.text());
                    } else {
                        problems.error(
                                entry.value().at(),
                                "'" + name + "' is " + entry.value().kind(),
                                "it must be text");
                    }
                }));
        return reader.text("book").map(path -> new Act.Book(path, with));
    }
}
