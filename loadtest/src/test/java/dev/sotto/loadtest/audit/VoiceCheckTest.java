package dev.sotto.loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The journal has lines 1, 2 and 4 of one call. */
class VoiceCheckTest {
    private final Told told = new Told();

    @Test
    void whatIsOnRecordAsItWasHeardIsFine() {
        hear(1, "Hello.");
        hear(4, "Anything else?");
        told.note(new Told.Heard("v1", 3, "customer", "what they say is not ours"));

        assertThat(findings()).isEmpty();
    }

    @Test
    void theLastWordsBeforeADeathMayBeMissingButNotThoseBeforeOthers() {
        hear(5, "One moment, please.");
        assertThat(findings()).isEmpty();

        hear(3, "Which order is it?");
        assertThat(findings()).containsExactly("heard line");
    }

    @Test
    void aClaimThatWasHeardMustBeOnRecordWhateverDied() {
        hear(5, "Done. $129.00 goes back to your card.");

        assertThat(findings()).containsExactly("no false word");
    }

    @Test
    void aNumberHasOneText() {
        hear(1, "Hello.");
        hear(1, "Good morning.");

        assertThat(findings()).contains("one text a line");
    }

    @Test
    void factsOfTheTelephoneAreSavedAndLoaded() throws Exception {
        hear(1, "Hello.");
        told.note(new Told.Called("c@h", "cut_off", "waiting"));
        var file = java.nio.file.Files.createTempFile("told", ".jsonl");
        told.save(file);

        Told loaded = Told.load(file);

        assertThat(loaded.of(Told.Heard.class)).isEqualTo(told.of(Told.Heard.class));
        assertThat(loaded.of(Told.Called.class)).isEqualTo(told.of(Told.Called.class));
    }

    private void hear(int number, String text) {
        told.note(new Told.Heard("v1", number, "assistant", text));
    }

    private List<String> findings() {
        List<Finding> findings = new ArrayList<>();
        new VoiceCheck(
                        told,
                        new Evidence(Map.of("v1", JournalRecord.of("v1", journal())), Map.of(), Map.of()),
                        findings)
                .run();
        return findings.stream().map(Finding::rule).toList();
    }

    private static JsonObject journal() {
        JsonArray entries = new JsonArray();
        entries.add(said(1, 1, "Hello."));
        entries.add(said(2, 2, "What can I do?"));
        entries.add(said(3, 4, "Anything else?"));
        return new JsonObject().put("playbook", "same").put("entries", entries);
    }

    private static JsonObject said(long seq, int line, String text) {
        return new JsonObject()
                .put("seq", seq)
                .put("type", "Ticked")
                .put("data", new JsonObject())
                .put(
                        "effects",
                        new JsonArray()
                                .add(new JsonObject()
                                        .put("type", "said")
                                        .put("line", line)
                                        .put("text", text)
                                        .put("cause", "greeting")
                                        .put("durable", true)));
    }
}
