package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlList;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.loadtest.phone.Step;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Reads the steps of one file, each into a {@link Drawing.Part}. What is wrong is reported and left out. One thread. */
final class StepsReader {
    static final int FLAGS = Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;

    private static final Duration LEAST = Duration.ofMillis(20);
    private static final Duration LONGEST = Duration.ofHours(1);
    private static final Duration QUIET = Duration.ofMillis(700);
    private static final List<String> KNOWN = List.of(
            "listen",
            "say",
            "keys",
            "pause",
            "stay_silent",
            "talk_over",
            "until_answered",
            "until_sound",
            "until_hung_up",
            "expect",
            "react",
            "note",
            "hang_up",
            "await_person");

    private final Problems problems;
    private final Words words;
    private final boolean understandsText;
    private final Duration within;
    private final Duration queuePatience;

    StepsReader(Problems problems, Path folder, boolean understandsText, Duration within, Duration queuePatience) {
        this.problems = problems;
        this.words = new Words(problems, folder);
        this.understandsText = understandsText;
        this.within = within;
        this.queuePatience = queuePatience;
    }

    /** All variables that the steps read so far use. */
    Set<String> variables() {
        return words.variables();
    }

    List<Drawing.Part> read(YamlList list) {
        List<Drawing.Part> parts = new ArrayList<>();
        list.items().forEach(item -> step(item).ifPresent(parts::add));
        return parts;
    }

    private Optional<Drawing.Part> step(YamlNode item) {
        if (item instanceof YamlScalar alone) {
            YamlMap nothing = new YamlMap(item.at(), Map.of());
            return step(alone.text(), alone, new MapReader(nothing, problems), true);
        }
        if (!(item instanceof YamlMap map) || map.entries().size() != 1) {
            problems.error(item.at(), "a step is a word or one key", "write - listen, or - say: \"hello\"");
            return Optional.empty();
        }
        String name = map.entries().keySet().iterator().next();
        return step(name, item, new MapReader(map, problems), false);
    }

    private Optional<Drawing.Part> step(String name, YamlNode at, MapReader reader, boolean alone) {
        boolean bare = Set.of("listen", "until_answered", "until_sound", "until_hung_up", "hang_up", "await_person")
                .contains(name);
        if (!KNOWN.contains(name)) {
            problems.error(at.at(), "'" + name + "' is no step", Spelling.hint(name, KNOWN));
            return Optional.empty();
        }
        if (alone && !bare) {
            problems.error(at.at(), "'" + name + "' says nothing", "write - " + name + ": ...");
            return Optional.empty();
        }
        return switch (name) {
            case "listen" -> with(reader, name, alone, this::listen);
            case "until_answered" -> limited(reader, name, alone, Step.AwaitAnswer::new);
            case "until_sound" -> limited(reader, name, alone, Step.AwaitSound::new);
            case "until_hung_up" -> limited(reader, name, alone, Step.AwaitHangUp::new);
            case "await_person" -> with(reader, name, alone, this::awaitPerson);
            case "hang_up" -> with(reader, name, alone, this::hangUp);
            case "talk_over" -> reader.map(name).flatMap(this::talkOver);
            case "stay_silent" -> staySilent(reader);
            case "expect" -> reader.node(name).flatMap(this::expect);
            case "react" -> reader.map(name).flatMap(this::react);
            default -> words.act(name, reader);
        };
    }

    private Optional<Drawing.Part> with(
            MapReader outer, String name, boolean alone, Function<MapReader, Drawing.Part> read) {
        YamlMap nothing = new YamlMap(outer.at(), Map.of());
        Optional<YamlMap> map = alone ? Optional.of(nothing) : outer.map(name);
        return map.map(given -> {
            MapReader reader = new MapReader(given, problems);
            Drawing.Part part = read.apply(reader);
            reader.done();
            return part;
        });
    }

    private Optional<Drawing.Part> limited(MapReader outer, String name, boolean alone, Function<Duration, Step> step) {
        return with(outer, name, alone, reader -> fixed(step.apply(limit(reader))));
    }

    private static Drawing.Part fixed(Step step) {
        return drawing -> drawing.add(step);
    }

    private Duration limit(MapReader reader) {
        return reader.duration("within", within, LEAST, LONGEST);
    }

    private Drawing.Part listen(MapReader reader) {
        Duration quiet = reader.duration("quiet", QUIET, LEAST, Duration.ofMinutes(1));
        return fixed(new Step.AwaitQuiet(quiet, limit(reader)));
    }

    private Drawing.Part awaitPerson(MapReader reader) {
        Duration patience = reader.duration("patience", queuePatience, LEAST, LONGEST);
        return drawing -> drawing.add(new Step.AwaitPerson(drawing.queuePatience(patience)));
    }

    private Drawing.Part hangUp(MapReader reader) {
        double probability = words.probability(reader);
        Duration at = reader.duration("at", Duration.ZERO, LEAST, LONGEST);
        return drawing -> {
            if (!drawing.chance(probability)) {
                return;
            }
            if (at.isZero()) {
                drawing.add(new Step.HangUp());
            } else {
                drawing.leaveAfter(at);
            }
        };
    }

    private Optional<Drawing.Part> talkOver(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Duration after = reader.duration("after", Duration.ofMillis(800), LEAST, Duration.ofMinutes(1));
        Duration limit = limit(reader);
        List<String> texts = words.texts(reader, "say");
        if (!map.has("say")) {
            problems.error(map.at(), "'say' is missing", "what is said over them");
        }
        reader.done();
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(drawing -> drawing.add(new Step.TalkOver(after, drawing.text(texts), limit)));
    }

    private Optional<Drawing.Part> staySilent(MapReader outer) {
        YamlNode node = outer.node("stay_silent").orElse(null);
        if (!(node instanceof YamlMap map)) {
            return words.pause(outer, "stay_silent");
        }
        MapReader reader = new MapReader(map, problems);
        Optional<Drawing.Part> part = words.pause(reader, "for");
        if (!map.has("for")) {
            problems.error(map.at(), "'for' is missing", "write stay_silent: {for: 12s}");
        }
        reader.done();
        return part;
    }

    private Optional<Drawing.Part> expect(YamlNode node) {
        understood(node, "expect");
        if (node instanceof YamlScalar scalar) {
            return words.pattern(scalar).map(regex -> expecting(regex, within));
        }
        if (!(node instanceof YamlMap map)) {
            problems.error(node.at(), "'expect' is " + node.kind(), "write expect: \"order number\"");
            return Optional.empty();
        }
        MapReader reader = new MapReader(map, problems);
        Duration limit = limit(reader);
        Optional<String> regex =
                reader.requiredScalar("heard", "a pattern of what they say").flatMap(words::pattern);
        reader.done();
        return regex.map(text -> expecting(text, limit));
    }

    private static Drawing.Part expecting(String regex, Duration limit) {
        return drawing -> drawing.add(new Step.Expect(drawing.pattern(regex), limit));
    }

    private Optional<Drawing.Part> react(YamlMap map) {
        understood(map, "react");
        MapReader reader = new MapReader(map, problems);
        Duration limit = limit(reader);
        Duration quiet = reader.duration("quiet", QUIET, LEAST, Duration.ofMinutes(1));
        List<Reacting> to = new ArrayList<>();
        reader.requiredList("to", "a list: - {heard: \"order number\", keys: \"482913\"}")
                .ifPresent(list ->
                        list.items().forEach(item -> reaction(item, true).ifPresent(to::add)));
        Optional<Reacting> otherwise = reader.map("otherwise").flatMap(item -> reaction(item, false));
        reader.done();
        if (to.isEmpty()) {
            problems.error(map.at(), "there is nothing to react to", "to: [{heard: \"...\", say: \"...\"}]");
        }
        return Optional.of(drawing -> drawing.add(new Step.React(
                to.stream().map(one -> one.draw(drawing)).toList(),
                otherwise.map(one -> one.draw(drawing)).orElse(Step.Reaction.NONE),
                quiet,
                limit)));
    }

    private Optional<Reacting> reaction(YamlNode node, boolean hears) {
        if (!(node instanceof YamlMap map)) {
            problems.error(node.at(), "a reaction is " + node.kind(), "write {heard: \"...\", say: \"...\"}");
            return Optional.empty();
        }
        MapReader reader = new MapReader(map, problems);
        Optional<String> heard = hears
                ? reader.requiredScalar("heard", "a pattern of what they say").flatMap(words::pattern)
                : Optional.of("");
        List<Drawing.Part> acts = new ArrayList<>();
        for (String act : List.of("pause", "say", "keys")) {
            if (map.has(act)) {
                words.act(act, reader).ifPresent(acts::add);
            }
        }
        boolean last = reader.truth("done", false);
        if (reader.truth("hang_up", false)) {
            acts.add(fixed(new Step.HangUp()));
        }
        String note = reader.text("note").orElse("");
        reader.done();
        if (acts.isEmpty() && !last && note.isEmpty()) {
            problems.error(map.at(), "nothing is done", "say, keys, pause, note, hang_up: true or done: true");
        }
        return heard.map(regex -> new Reacting(regex, note, acts, last));
    }

    private void understood(YamlNode at, String what) {
        if (!understandsText) {
            problems.error(
                    at.at(), "'" + what + "' needs words, and this caller understands none", "add understands: text");
        }
    }

    private record Reacting(String heard, String note, List<Drawing.Part> acts, boolean last) {
        Step.Reaction draw(Drawing drawing) {
            return new Step.Reaction(drawing.pattern(heard), note, drawing.apart(acts), last);
        }
    }
}
