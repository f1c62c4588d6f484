package dev.sotto.orchestrator.assistant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import dev.sotto.orchestrator.conversation.Meaning;
import dev.sotto.orchestrator.task.Playbook;
import dev.sotto.orchestrator.task.Slot;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Runs the whole assistant over labelled utterances that it has never seen. */
class CorpusTest {
    private static final Map<String, Focus> FOCUSES = Map.of(
            "none", Focus.NONE,
            "order", focus("refund", HarbourPlaybook.ORDER, false, Set.of()),
            "reason", focus("refund", HarbourPlaybook.REASON, false, Set.of("order_number")),
            "email", focus("refund", HarbourPlaybook.EMAIL, false, Set.of("order_number", "reason")),
            "readback", focus("refund", HarbourPlaybook.ORDER, true, Set.of("order_number")),
            "confirm",
                    focus("change_address", HarbourPlaybook.ADDRESS_OK, false, Set.of("order_number", "new_address")),
            "inbox", focus("damaged_item", HarbourPlaybook.IN_BOX, false, Set.of("order_number", "what_broke")),
            "remedy", focus("damaged_item", HarbourPlaybook.REMEDY, false, Set.of("order_number", "what_broke")),
            "else", new Focus(null, null, false, true, Set.of(), false),
            "busy", focus("refund", null, false, Set.of("order_number", "reason")));
    private static Vertx vertx;
    private static LocalAssistant assistant;

    private static Focus focus(String task, Slot slot, boolean yesNo, Set<String> filled) {
        return new Focus(task, slot, yesNo, false, filled, false);
    }

    record Line(String focus, String expected, String text) {}

    @BeforeAll
    static void start() throws Exception {
        vertx = Vertx.vertx();
        assistant = LocalAssistant.create(vertx, HarbourPlaybook.playbook(), () -> LocalDate.of(2026, 11, 22))
                .toCompletionStage()
                .toCompletableFuture()
                .get(60, TimeUnit.SECONDS);
    }

    @AfterAll
    static void stop() throws Exception {
        vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    /** {@code unseen.tsv} was written after the thresholds were set on {@code utterances.tsv}. */
    @ParameterizedTest
    @CsvSource({"utterances.tsv, 0.95", "unseen.tsv, 0.85"})
    void understandsWhatItWasNotGiven(String file, double floor) throws Exception {
        List<Line> lines = corpus(file);
        List<String> wrong = new ArrayList<>();
        Map<String, int[]> byFocus = new TreeMap<>();
        for (Line line : lines) {
            String said = label(interpret(line));
            boolean right = List.of(line.expected.split("\\|")).contains(said);
            byFocus.computeIfAbsent(line.focus, focus -> new int[2])[right ? 0 : 1]++;
            if (!right) {
                wrong.add(line.focus + " | " + line.text + " | expected " + line.expected + " | got " + said);
            }
        }
        double accuracy = 1.0 - (double) wrong.size() / lines.size();
        System.out.printf(Locale.ROOT, "%s: %d utterances, %.1f %% right%n", file, lines.size(), 100 * accuracy);
        byFocus.forEach(
                (focus, count) -> System.out.println("  " + focus + ": " + count[0] + " of " + (count[0] + count[1])));
        wrong.forEach(line -> System.out.println("  " + line));
        assertThat(accuracy).as("share of right readings; wrong: %s", wrong).isGreaterThanOrEqualTo(floor);
    }

    @Test
    void corpusIsLargeAndShowsNothingThatTheAssistantWasGiven() throws Exception {
        Playbook playbook = HarbourPlaybook.playbook();
        Set<String> given = new HashSet<>();
        playbook.tasks().values().forEach(task -> task.when().forEach(example -> given.add(plain(example))));
        playbook.knowledge().forEach(article -> article.questions().forEach(question -> given.add(plain(question))));
        List<Line> lines = new ArrayList<>(corpus("utterances.tsv"));
        lines.addAll(corpus("unseen.tsv"));
        assertThat(lines).hasSizeGreaterThanOrEqualTo(150);
        assertThat(lines).filteredOn(line -> given.contains(plain(line.text))).isEmpty();
    }

    @Test
    void nothingButAYesIsEverAffirmed() throws Exception {
        List<Line> lines = new ArrayList<>(corpus("utterances.tsv"));
        lines.addAll(corpus("unseen.tsv"));
        for (Line line : lines) {
            for (String focus : List.of("none", "readback", "confirm", "inbox", "else")) {
                if (!line.text.matches("(?:yes|okay)\\b.*")
                        && line.expected.matches("notcovered|unclear|unclear\\|notcovered|notcovered\\|unclear")) {
                    Interpretation said = interpret(new Line(focus, line.expected, line.text));
                    assertThat(said.meanings())
                            .as(focus + ": " + line.text)
                            .noneMatch(Meaning.Affirmed.class::isInstance);
                }
            }
        }
    }

    private static String plain(String text) {
        return text.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 ']", "").strip();
    }

    private static Interpretation interpret(Line line) throws Exception {
        Focus focus = Objects.requireNonNull(FOCUSES.get(line.focus), line.focus);
        return assistant
                .interpret(line.text, 0.9, focus)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    static String label(Interpretation said) {
        return said.meanings().stream().map(CorpusTest::label).collect(Collectors.joining("+"));
    }

    private static String label(Meaning meaning) {
        if (meaning instanceof Meaning.TaskWanted wanted) {
            return "task:" + wanted.task()
                    + (wanted.slots().isEmpty() ? "" : wanted.slots().toString());
        }
        if (meaning instanceof Meaning.Answered answered) {
            return "answer:" + answered.topic();
        }
        if (meaning instanceof Meaning.SlotGiven given) {
            return given.slot() + "=" + given.value();
        }
        if (meaning instanceof Meaning.Corrected corrected) {
            return "fix:" + corrected.slot() + "=" + corrected.value();
        }
        if (meaning instanceof Meaning.Ambiguous ambiguous) {
            return "ambiguous:" + String.join(",", ambiguous.tasks());
        }
        return meaning.getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }

    private static List<Line> corpus(String name) throws IOException {
        try (InputStream file = CorpusTest.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .map(line -> line.split("\t"))
                    .map(cells -> new Line(cells[0], cells[1], cells[2]))
                    .toList();
        }
    }
}
