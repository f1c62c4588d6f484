package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.Durations;
import dev.sotto.config.yaml.MapReader;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlScalar;
import dev.sotto.loadtest.phone.Step;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** Reads what is said, pressed and listened for. One thread. */
final class Words {
    private static final int MOST_CHARACTERS = 600;
    private static final Duration LONGEST_PAUSE = Duration.ofMinutes(10);

    private final Problems problems;
    private final Path folder;
    private final Set<String> variables = new TreeSet<>();

    Words(Problems problems, Path folder) {
        this.problems = problems;
        this.folder = folder;
    }

    Set<String> variables() {
        return variables;
    }

    /** {@code say}, {@code keys}, {@code pause} or {@code note}. */
    Optional<Drawing.Part> act(String name, MapReader reader) {
        return switch (name) {
            case "say" -> say(reader);
            case "keys" -> keys(reader);
            case "pause" -> pause(reader, "pause");
            default -> reader.text(name).map(text -> drawing -> drawing.add(new Step.Note(text)));
        };
    }

    Optional<Drawing.Part> pause(MapReader reader, String key) {
        Optional<YamlScalar> given = reader.scalar(key);
        Optional<Duration> length = given.flatMap(scalar -> Durations.parse(scalar.text()));
        if (given.isPresent() && (length.isEmpty() || length.get().compareTo(LONGEST_PAUSE) > 0)) {
            problems.error(
                    given.get().at(), "'" + key + "' is '" + given.get().text() + "'", "a duration up to 10m, like 3s");
            return Optional.empty();
        }
        return length.map(time -> drawing -> drawing.add(new Step.Pause(time)));
    }

    private Optional<Drawing.Part> say(MapReader reader) {
        if (reader.node("say").orElse(null) instanceof YamlMap map) {
            return recording(map);
        }
        List<String> texts = texts(reader, "say");
        return texts.isEmpty()
                ? Optional.empty()
                : Optional.of(drawing -> drawing.add(new Step.Say(drawing.text(texts))));
    }

    private Optional<Drawing.Part> recording(YamlMap map) {
        MapReader reader = new MapReader(map, problems);
        Optional<String> name = reader.requiredText("audio", "a WAV file, or write say: \"text\"");
        reader.done();
        if (name.isEmpty()) {
            return Optional.empty();
        }
        Optional<Path> file = file(name.get());
        if (file.isEmpty()) {
            problems.error(reader.placeOfValue("audio"), "there is no file '" + name.get() + "'", "beside this file");
        }
        return file.map(path -> drawing -> drawing.add(new Step.Play(path)));
    }

    private Optional<Path> file(String name) {
        try {
            Path path = folder.resolve(name).normalize();
            return Files.isRegularFile(path) ? Optional.of(path) : Optional.empty();
        } catch (java.nio.file.InvalidPathException e) {
            return Optional.empty();
        }
    }

    /** What can be said, at least one letter or digit each. */
    List<String> texts(MapReader reader, String key) {
        List<String> texts = new ArrayList<>();
        for (YamlScalar scalar : reader.texts(key)) {
            String text = scalar.text().strip();
            boolean speakable = text.chars().anyMatch(c -> c < 128 && Character.isLetterOrDigit(c));
            if (!speakable || text.length() > MOST_CHARACTERS) {
                problems.error(
                        scalar.at(),
                        "this can't be said",
                        "1 to " + MOST_CHARACTERS + " characters, one of them a letter");
            } else {
                use(text);
                texts.add(text);
            }
        }
        return texts;
    }

    private Optional<Drawing.Part> keys(MapReader reader) {
        Optional<YamlScalar> given = reader.scalar("keys");
        String text = given.map(YamlScalar::text).orElse("");
        String plain = Drawing.VARIABLE.matcher(text).replaceAll("0");
        if (given.isPresent() && !plain.matches("[0-9*#A-D]{1,32}")) {
            problems.error(given.get().at(), "'" + text + "' can't be pressed", "0 to 9, * and #, or {{variable}}");
            return Optional.empty();
        }
        use(text);
        return given.map(keys -> drawing -> drawing.add(new Step.Keys(pressed(drawing.filled(text)))));
    }

    private static String pressed(String keys) {
        if (!keys.matches("[0-9*#A-D]{1,32}")) {
            throw new IllegalArgumentException("'" + keys + "' can't be pressed");
        }
        return keys;
    }

    /** A pattern that may hold variables. */
    Optional<String> pattern(YamlScalar scalar) {
        String text = scalar.text();
        use(text);
        try {
            if (text.isBlank() || text.length() > MOST_CHARACTERS) {
                throw new PatternSyntaxException("1 to " + MOST_CHARACTERS + " characters", text, -1);
            }
            Pattern.compile(Drawing.VARIABLE.matcher(text).replaceAll("0"), StepsReader.FLAGS);
            return Optional.of(text);
        } catch (PatternSyntaxException e) {
            problems.error(
                    scalar.at(), "this is no pattern: " + e.getDescription(), "as in Java: order number|which order");
            return Optional.empty();
        }
    }

    double probability(MapReader reader) {
        Optional<YamlScalar> given = reader.scalar("probability");
        double value = given.flatMap(YamlScalar::number)
                .map(BigDecimal::doubleValue)
                .orElse(given.isPresent() ? Double.NaN : 1);
        if (!(value >= 0 && value <= 1)) {
            problems.error(reader.placeOfValue("probability"), "this is no probability", "a number from 0 to 1");
            return 1;
        }
        return value;
    }

    private void use(String text) {
        Matcher found = Drawing.VARIABLE.matcher(text);
        while (found.find()) {
            variables.add(found.group(1));
        }
    }
}
