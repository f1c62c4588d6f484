package dev.sotto.loadtest;

import static dev.sotto.loadtest.House.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.phone.VirtualCaller;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The whole arc: a caller speaks, a person whispers, the caller hears it. */
class RefundCallIT {
    private final House house = House.get();

    @Test
    void callerHearsWhatAnAgentApprovedAndTheJournalHoldsItInOrder() {
        Script script = Script.named("refund")
                .listen()
                .say("I want a refund")
                .listen()
                .keys("482913")
                .listen()
                .untilAnswered()
                .listen()
                .hangUp();
        VirtualCaller caller = house.talk(script);
        String conversation = house.conversationOf(caller.callId()).getString("id");
        String card = house.cardOf(conversation).getString("id");
        ServerClient ada = house.agent("ada");
        ServerClient ben = house.agent("ben");

        caller.answeredByAgent(System.nanoTime());
        var first = await(ada.answer(card, approve()));
        var second = await(ben.answer(card, approve()));
        CallResult result = await(caller.result());

        assertThat(first.status()).isEqualTo(200);
        assertThat(first.body().getString("outcome")).isEqualTo("accepted");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.body().getString("outcome")).isEqualTo("superseded");
        assertThat(result.outcome()).as(result.detail()).isEqualTo(CallResult.Outcome.COMPLETED);
        List<JsonObject> entries = ended(conversation);
        assertThat(entries)
                .extracting(entry -> entry.getString("type"))
                .containsSubsequence(
                        "Began",
                        "CustomerSaid",
                        "Understood",
                        "CustomerSaid",
                        "Understood",
                        "ToolReturned",
                        "GuidanceAnswered",
                        "ToolReturned",
                        "SpeechFinished",
                        "CustomerLeft");
        assertThat(entries)
                .extracting(entry -> entry.getInteger("seq"))
                .isSorted()
                .doesNotHaveDuplicates();
        assertThat(said(entries)).endsWith("482913");
        assertThat(refunds(entries)).as("paid back exactly once").hasSize(1);
        assertThat(wordsHeard(entries)).contains("$129.00");
    }

    private List<JsonObject> ended(String conversation) {
        return House.eventually(
                () -> house.journal(conversation),
                entries -> entries.stream()
                        .anyMatch(entry -> entry.getString("type").equals("CustomerLeft")));
    }

    private static List<String> said(List<JsonObject> entries) {
        return entries.stream()
                .filter(entry -> entry.getString("type").equals("CustomerSaid"))
                .map(entry -> entry.getJsonObject("data").getString("text"))
                .toList();
    }

    private static List<JsonObject> refunds(List<JsonObject> entries) {
        return entries.stream()
                .filter(entry -> entry.getString("type").equals("ToolReturned"))
                .map(entry -> entry.getJsonObject("data").getJsonObject("value"))
                .filter(value -> value != null && value.containsKey("refund"))
                .toList();
    }

    private static String wordsHeard(List<JsonObject> entries) {
        return entries.stream()
                .filter(entry -> entry.getString("type").equals("SpeechFinished"))
                .map(entry -> entry.getJsonObject("data").getString("heard"))
                .reduce("", (before, next) -> before + " " + next);
    }

    private static JsonObject approve() {
        return new JsonObject().put("answer", "approve");
    }
}
