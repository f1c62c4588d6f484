package dev.sotto.loadtest.script;

import dev.sotto.config.yaml.Place;
import dev.sotto.config.yaml.Problems;
import dev.sotto.config.yaml.Spelling;
import dev.sotto.config.yaml.YamlDocument;
import dev.sotto.config.yaml.YamlMap;
import dev.sotto.config.yaml.YamlNode;
import dev.sotto.loadtest.phone.VoiceTraits;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Callers' scripts by name, and the voices that they may have. Immutable. */
public final class ScriptLibrary {
    private static final String CALLERS = "callers/";
    private static final String VOICES = "voices/";
    private static final String END = ".yaml";
    private static final int MOST_FILES = 500;

    private final Map<String, CallerScript> scripts;
    private final Map<String, List<VoiceTraits>> populations;

    private ScriptLibrary(Map<String, CallerScript> scripts, Map<String, List<VoiceTraits>> populations) {
        this.scripts = Collections.unmodifiableMap(new LinkedHashMap<>(scripts));
        this.populations = Map.copyOf(populations);
    }

    /** The scripts that come with the load test. */
    public static ScriptLibrary shipped() {
        try {
            return read(resources(CALLERS), resources(VOICES), Path.of(""));
        } catch (IOException | ScriptException e) {
            throw new IllegalStateException("the shipped callers can't be read: " + e.getMessage(), e);
        }
    }

    /**
     * A user's own: one file, or a folder of them, with its populations in the folder {@code voices} beside them. Shipped populations
     * may be used as well.
     */
    public static ScriptLibrary load(Path from) throws IOException, ScriptException {
        Path folder = Files.isDirectory(from)
                ? from
                : Objects.requireNonNull(from.toAbsolutePath().getParent(), "a file has a folder");
        Map<String, String> callers = Files.isDirectory(from) ? files(from) : Map.of(from.toString(), text(from));
        Map<String, String> voices = new LinkedHashMap<>(resources(VOICES));
        Path own = folder.resolve(VOICES);
        if (Files.isDirectory(own)) {
            voices.putAll(files(own));
        }
        return read(callers, voices, folder);
    }

    /** One script of text; for tests and for experiments that write their own. */
    public static CallerScript parse(String file, String text) throws ScriptException {
        try {
            ScriptLibrary one = read(Map.of(file, text), resources(VOICES), Path.of(""));
            return one.scripts.values().iterator().next();
        } catch (IOException e) {
            throw new IllegalStateException("the shipped voices can't be read", e);
        }
    }

    /** @param callers texts by the name of their file */
    static ScriptLibrary read(Map<String, String> callers, Map<String, String> voices, Path folder)
            throws ScriptException {
        Problems problems = new Problems();
        Map<String, List<VoiceTraits>> populations = new TreeMap<>();
        voices.forEach((file, text) -> YamlDocument.parse(file, text, problems)
                .flatMap(root -> map(root, problems))
                .ifPresent(map -> populations.put(stem(file), new VoiceReader(problems).population(map))));
        Map<String, CallerScript> scripts = new LinkedHashMap<>();
        ScriptReader reader = new ScriptReader(problems, populations, folder);
        callers.forEach((file, text) -> YamlDocument.parse(file, text, problems)
                .flatMap(reader::read)
                .ifPresent(script -> {
                    if (scripts.putIfAbsent(script.name(), script) != null) {
                        problems.error(
                                new Place(file, 1, 1), "there are two callers '" + script.name() + "'", "rename one");
                    }
                }));
        if (!problems.hasErrors() && scripts.isEmpty()) {
            problems.error(
                    new Place(folder.toString(), 1, 1), "there is no caller's file", "a file *.yaml with a name");
        }
        if (problems.hasErrors()) {
            throw new ScriptException(problems.all());
        }
        return new ScriptLibrary(scripts, populations);
    }

    private static Optional<YamlMap> map(YamlNode root, Problems problems) {
        if (root instanceof YamlMap map) {
            return Optional.of(map);
        }
        problems.error(root.at(), "voices are a map, this is " + root.kind(), "begin with voices:");
        return Optional.empty();
    }

    public Set<String> names() {
        return scripts.keySet();
    }

    /** Throws with a hint where there is none of that name. */
    public CallerScript script(String name) {
        CallerScript script = scripts.get(name);
        if (script == null) {
            throw new IllegalArgumentException("there is no caller '" + name + "'; " + Spelling.hint(name, names()));
        }
        return script;
    }

    /** The voices of a population, to be drawn from. Throws where there is none of that name. */
    public List<VoiceTraits> voices(String population) {
        List<VoiceTraits> voices = populations.get(population);
        if (voices == null) {
            throw new IllegalArgumentException(
                    "there are no voices '" + population + "'; " + Spelling.hint(population, populations.keySet()));
        }
        return voices;
    }

    private static String stem(String file) {
        String name = file.substring(file.lastIndexOf('/') + 1);
        return name.endsWith(END) ? name.substring(0, name.length() - END.length()) : name;
    }

    private static Map<String, String> files(Path folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        try (Stream<Path> all = Files.list(folder)) {
            for (Path file : all.filter(path -> path.toString().endsWith(END))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList()) {
                texts.put(file.toString(), text(file));
            }
        }
        return texts;
    }

    /** Broken UTF-8 shows as such in what the reader finds wrong. */
    private static String text(Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file)) {
            return new String(in.readNBytes(4 * YamlDocument.MAX_CHARACTERS), StandardCharsets.UTF_8);
        }
    }

    private static Map<String, String> resources(String folder) throws IOException {
        Map<String, String> texts = new LinkedHashMap<>();
        for (String name : resource(folder + "index.txt").lines().toList()) {
            texts.put(folder + name, resource(folder + name));
        }
        return texts;
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = ScriptLibrary.class.getClassLoader().getResourceAsStream(name)) {
            return new String(Objects.requireNonNull(in, name + " is missing").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
