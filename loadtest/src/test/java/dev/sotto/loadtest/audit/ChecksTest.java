package dev.sotto.loadtest.audit;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.math.BigDecimal;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An honest conversation passes; each lie is found. */
class ChecksTest {
    private static final BigDecimal TENT = new BigDecimal("129.00");
    private final Told told = new Told();

    @TempDir
    Path folder;

    ChecksTest() {
        told.note(new Told.Acknowledged("c1", "m1", "482913"));
        told.note(new Told.Shown("c1", 1, "assistant", "Hello."));
        told.note(new Told.Shown("c1", 2, "customer", "482913"));
        told.note(new Told.Shown("c1", 3, "assistant", "Done. $129.00 goes back to your card."));
        told.note(new Told.Answered("c1-g2", "ada", "approve", "accepted"));
        told.note(new Told.Answered("c1-g2", "ben", "decline", "superseded"));
    }

    @Test
    void anHonestConversationPasses() {
        assertThat(check(journal -> {}, List.of(TENT))).isEmpty();
    }

    @Test
    void whatWasToldIsTheSameAfterItWasSaved() throws Exception {
        told.save(folder.resolve("told.jsonl"));

        Told loaded = Told.load(folder.resolve("told.jsonl"));

        assertThat(loaded.of(Told.Answered.class)).isEqualTo(told.of(Told.Answered.class));
        assertThat(loaded.of(Told.Shown.class)).isEqualTo(told.of(Told.Shown.class));
        assertThat(loaded.of(Told.Acknowledged.class)).isEqualTo(told.of(Told.Acknowledged.class));
    }

    @Test
    void anAcknowledgedMessageThatIsMissingOrDoubledIsFound() {
        assertThat(rules(journal -> data(journal, 1).put("messageId", "another")))
                .contains("acknowledged message");
        assertThat(rules(journal -> journal.getJsonArray("entries")
                        .add(entry(7, "CustomerSaid", data(journal, 1).copy()))))
                .contains("acknowledged message");
    }

    @Test
    void aLineThatIsNotOnRecordOrWithoutCauseIsFound() {
        assertThat(rules(journal -> effect(journal, 0, 0).put("text", "Good day.")))
                .contains("shown line");
        assertThat(rules(journal -> effect(journal, 0, 0).put("cause", ""))).contains("said has its cause");
        assertThat(rules(journal -> effect(journal, 0, 0).put("durable", false)))
                .contains("said has its cause");
        told.note(new Told.Shown("c1", 1, "assistant", "Good morning."));
        assertThat(rules(journal -> {})).contains("one text a line");
    }

    @Test
    void anAcceptedAnswerThatIsNotInTheJournalIsFoundUnlessTheCustomerHadGone() {
        Consumer<JsonObject> lost = journal -> journal.getJsonArray("entries").remove(3);

        assertThat(rules(lost)).contains("accepted answer");
        told.note(new Told.Answered("c1-g2", "ben", "decline", "accepted"));
        assertThat(rules(journal -> {})).contains("one answer wins");
    }

    @Test
    void anAnswerThatWasRefusedAndCountsAllTheSameIsFound() {
        assertThat(rules(journal -> data(journal, 3).getJsonObject("answer").put("agent", "ben")))
                .contains("refused answer", "accepted answer");
    }

    @Test
    void aClaimBeforeItsCauseIsFound() {
        assertThat(rules(journal -> data(journal, 4).put("outcome", "FAILED"))).contains("no false word");
    }

    @Test
    void aGatedToolWithoutOrBesideItsApprovalIsFound() {
        assertThat(rules(journal -> effect(journal, 3, 0).putNull("guidance"))).contains("gated tool");
        assertThat(rules(journal -> data(journal, 3).put("approved", false))).contains("gated tool");
        assertThat(rules(journal -> effect(journal, 3, 0)
                        .put("with", new JsonObject().put("number", "482913").put("amount", 500))))
                .contains("approved arguments", "refund booked", "refund allowed");
    }

    @Test
    void anApprovalThatOpensTwoCallsIsFound() {
        assertThat(rules(journal ->
                        effects(journal, 4).add(effect(journal, 3, 0).copy().put("call", "c1-t9"))))
                .contains("single use");
    }

    @Test
    void theShopsBooksAreCompared() {
        assertThat(check(journal -> {}, List.of()).get(0).rule()).isEqualTo("refund booked");
        assertThat(check(journal -> {}, List.of(TENT, TENT)).get(0).rule()).isEqualTo("refund allowed");
        assertThat(check(journal -> data(journal, 4).put("callId", "c1-t8"), List.of(TENT)))
                .as("nobody knows whether it was booked")
                .extracting(Finding::rule)
                .doesNotContain("refund booked", "refund allowed");
    }

    @Test
    void aGapInTheJournalAndACustomerWhoWasTurnedAwayAreFound() {
        assertThat(rules(journal ->
                        journal.getJsonArray("entries").getJsonObject(5).put("seq", 9)))
                .contains("journal without gaps");
        told.note(new Told.TurnedAway("c1", "unknown_resume"));
        assertThat(rules(journal -> {})).contains("welcome back");
    }

    private List<String> rules(Consumer<JsonObject> lie) {
        return check(lie, List.of(TENT)).stream().map(Finding::rule).toList();
    }

    private List<Finding> check(Consumer<JsonObject> lie, List<BigDecimal> booked) {
        JsonObject journal = journal();
        lie.accept(journal);
        JsonObject request = new JsonObject()
                .put("conversation", "c1")
                .put("approvals", 1)
                .put("approval", new JsonObject().put("tool", "orders.refund").put("with", arguments()));
        return Checks.of(
                told,
                new Evidence(
                        Map.of("c1", JournalRecord.of("c1", journal)),
                        Map.of("c1-g2", request),
                        Map.of("482913", booked)));
    }

    private static JsonObject journal() {
        JsonArray entries = new JsonArray()
                .add(entry(1, "Began", new JsonObject(), said(1, "Hello.", "greeting")))
                .add(entry(
                        2,
                        "CustomerSaid",
                        new JsonObject().put("messageId", "m1").put("text", "482913")))
                .add(entry(3, "Understood", new JsonObject()))
                .add(entry(4, "GuidanceAnswered", answer(), wanted()))
                .add(entry(
                        5,
                        "ToolReturned",
                        new JsonObject().put("callId", "c1-t3").put("outcome", "SUCCESS"),
                        said(3, "Done. $129.00 goes back to your card.", "task refund at refund.yaml:60")))
                .add(entry(6, "Ticked", new JsonObject()));
        return new JsonObject().put("playbook", "same").put("entries", entries);
    }

    private static JsonObject answer() {
        return new JsonObject()
                .put("guidanceId", "c1-g2")
                .put("approved", true)
                .put("answer", new JsonObject().put("agent", "ada").put("answer", "APPROVE"));
    }

    private static JsonObject wanted() {
        return new JsonObject()
                .put("type", "tool_wanted")
                .put("call", "c1-t3")
                .put("tool", "orders.refund")
                .put("guidance", "c1-g2")
                .put("with", arguments());
    }

    private static JsonObject arguments() {
        return new JsonObject().put("number", "482913").put("amount", 129.0);
    }

    private static JsonObject said(int line, String text, String cause) {
        return new JsonObject()
                .put("type", "said")
                .put("line", line)
                .put("from", "assistant")
                .put("text", text)
                .put("cause", cause)
                .put("durable", true);
    }

    private static JsonObject entry(long seq, String type, JsonObject data, JsonObject... effects) {
        return new JsonObject()
                .put("seq", seq)
                .put("at", "2026-11-22T10:00:00Z")
                .put("type", type)
                .put("data", data)
                .put("effects", new JsonArray(new java.util.ArrayList<>(List.of(effects))));
    }

    private static JsonObject data(JsonObject journal, int index) {
        return journal.getJsonArray("entries").getJsonObject(index).getJsonObject("data");
    }

    private static JsonArray effects(JsonObject journal, int index) {
        return journal.getJsonArray("entries").getJsonObject(index).getJsonArray("effects");
    }

    private static JsonObject effect(JsonObject journal, int index, int effect) {
        return effects(journal, index).getJsonObject(effect);
    }
}
