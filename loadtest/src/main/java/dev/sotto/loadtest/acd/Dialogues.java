package dev.sotto.loadtest.acd;

import dev.sotto.config.yaml.Problem;
import dev.sotto.config.yaml.Problems;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** How the people of a contact centre deal with what callers want, and what its queue says. Immutable. */
public final class Dialogues {
    /** The intent of whatever no dialogue is for. */
    public static final String OTHER = "other";

    private static final String QUEUE = "queue.yaml";
    private static final List<String> SHIPPED =
            List.of(QUEUE, "refund.yaml", "damaged_item.yaml", "complaint.yaml", "other.yaml");

    private final Map<String, Dialogue> byIntent;
    private final QueueTexts queue;

    private Dialogues(Map<String, Dialogue> byIntent, QueueTexts queue) {
        this.byIntent = Map.copyOf(byIntent);
        this.queue = queue;
    }

    /** Those of the demo shop, which come with the load test. Blocks for files: at start. */
    public static Dialogues shipped() {
        Map<String, String> files = new LinkedHashMap<>();
        for (String name : SHIPPED) {
            try (InputStream file = Dialogues.class.getResourceAsStream("/people/" + name)) {
                if (file == null) {
                    throw new IllegalStateException("/people/" + name + " is not on the class path");
                }
                files.put(name, new String(file.readAllBytes(), StandardCharsets.UTF_8));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return of(files);
    }

    /** All {@code *.yaml} of a folder, {@code queue.yaml} and one for {@link #OTHER} among them. Blocks: at start. */
    public static Dialogues read(Path folder) {
        Map<String, String> files = new LinkedHashMap<>();
        try (Stream<Path> names = Files.list(folder)) {
            for (Path file : names.filter(name -> name.toString().endsWith(".yaml"))
                    .sorted()
                    .toList()) {
                files.put(file.getFileName().toString(), Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return of(files);
    }

    /** @throws IllegalArgumentException with everything that is wrong with the files, one problem a line */
    static Dialogues of(Map<String, String> files) {
        Problems problems = new Problems();
        DialogueReader reader = new DialogueReader(problems);
        Map<String, Dialogue> byIntent = new HashMap<>();
        Optional<QueueTexts> queue = Optional.empty();
        List<String> missing = new ArrayList<>();
        for (Map.Entry<String, String> file : files.entrySet()) {
            if (file.getKey().equals(QUEUE)) {
                queue = reader.queue(QUEUE, file.getValue());
            } else {
                reader.dialogue(file.getKey(), file.getValue())
                        .ifPresent(dialogue -> dialogue.intents().forEach(intent -> byIntent.put(intent, dialogue)));
            }
        }
        if (queue.isEmpty()) {
            missing.add(QUEUE + " is missing or unusable");
        }
        if (!byIntent.containsKey(OTHER)) {
            missing.add("no dialogue is for the intent '" + OTHER + "'");
        }
        if (problems.hasErrors() || !missing.isEmpty()) {
            throw new IllegalArgumentException(
                    Stream.concat(problems.all().stream().map(Problem::toString), missing.stream())
                            .collect(Collectors.joining("\n")));
        }
        return new Dialogues(byIntent, queue.orElseThrow());
    }

    Dialogue of(String intent) {
        Dialogue known = byIntent.get(intent);
        return known == null ? byIntent.getOrDefault(OTHER, new Dialogue(OTHER, Set.of(), List.of())) : known;
    }

    QueueTexts queue() {
        return queue;
    }

    /** Everything that may be said, the queue's announcements included. */
    Set<String> phrases() {
        Set<String> phrases = new LinkedHashSet<>(List.of(queue.welcome(), queue.again()));
        byIntent.values().stream()
                .flatMap(dialogue -> dialogue.acts().stream())
                .flatMap(Act::phrases)
                .forEach(phrases::add);
        return phrases;
    }
}
