package dev.sotto.gateway.desk;

import static dev.sotto.gateway.desk.StagedCards.approval;
import static dev.sotto.gateway.desk.StagedCards.card;
import static dev.sotto.gateway.desk.StagedCards.changed;
import static dev.sotto.gateway.desk.StagedCards.draft;
import static dev.sotto.gateway.desk.StagedCards.fact;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Cards are answered by keys: what counts, what waits, what is not disturbed. */
class DeskKeysIT extends DeskInBrowser {
    private static final String ANSWER = "POST /v1/guidance/g1/answer";

    @Test
    void signsInAndAnswersWithTheNumberOfAProposal() {
        desk.talking("c1", "it leaks").with(card("g1", "c1", 40));
        signIn();

        pressWhenSettled("1");
        page.untilShown("Recorded: “Replace it”");

        assertEquals(List.of(answer("choose", 1, "")), told(ANSWER));
        assertEquals("ada", body("POST /v1/sessions").getString("name"));
    }

    @Test
    void aRiskyApprovalWaitsUntilAllItsEvidenceHasBeenInView() {
        var evidence = new JsonArray();
        for (int i = 1; i <= 60; i++) {
            evidence.add(fact("Fact " + i, "value " + i));
        }
        desk.talking("c1", "it leaks").with(approval("g1").put("evidence", evidence));
        signIn();

        page.until("document.querySelector('.gate')?.innerText.includes('opens 1.2 s after the last line')");
        page.press("1");
        page.untilShown("Nothing sent yet");
        assertEquals(List.of(), told(ANSWER));

        page.ask("document.querySelector('.column').scrollTo(0, 1e6)");
        page.until("document.querySelectorAll('[data-evidence]').length === 60"
                + " && !document.querySelector('.gate.open')");
        for (int top = 0; top < 2400; top += 300) {
            page.ask("new Promise((done) => { document.querySelector('.column').scrollTo(0, " + top
                    + "); requestAnimationFrame(() => requestAnimationFrame(done)); })");
        }
        page.until("document.querySelector('.gate.open')?.innerText.includes('one key approves')");
        page.press("1");
        page.until("document.querySelector('.outcome.good')");
        assertEquals(List.of(answer("approve", 1, "")), told(ANSWER));
    }

    @Test
    void theFirstOfTwoApprovalsIsNotCalledADecision() {
        desk.talking("c1", "it leaks").with(approval("g1").put("approvals", 2).put("approvedBy", new JsonArray()));
        signIn();
        page.untilShown("0 of 2 approved");

        pressWhenSettled("1");
        page.untilShown("It counts when a second person has approved as well.");
        assertFalse(shown().contains("Recorded:"), this::shown);

        desk.push(changed(approval("g1").put("approvals", 2).put("approvedBy", new JsonArray().add("ada"))));
        page.untilShown("1 of 2: you approved.");
    }

    @Test
    void whoComesSecondSeesWhoHasApproved() {
        desk.talking("c1", "it leaks")
                .with(approval("g1").put("approvals", 2).put("approvedBy", new JsonArray().add("ben")));
        signIn();

        page.untilShown("1 of 2: ben approved.");
    }

    @Test
    void saysADraftWithEnter() {
        desk.talking("c1", "is it covered").with(draft());
        signIn();
        page.untilShown("Zips are covered for two years.");
        page.untilShown("the task’s own rule decides");

        pressWhenSettled("Enter");

        assertEquals("approve", body(ANSWER).getString("answer"));
    }

    @Test
    void mendsADraftBeforeItIsSaid() {
        desk.talking("c1", "is it covered").with(draft());
        signIn();
        page.until("document.querySelector('.draft')");

        page.press("e");
        page.until("document.activeElement.value === 'Zips are covered for two years.'");
        page.type(" Send a photo.");
        page.press("Enter");
        page.until("document.querySelector('.outcome')");

        assertEquals(List.of(answer("edit", 1, "Zips are covered for two years. Send a photo.")), told(ANSWER));
    }

    @Test
    void doesNotSayADraft() {
        desk.talking("c1", "is it covered").with(draft());
        signIn();
        page.until("document.querySelector('.draft')");

        page.press("d");
        page.until("document.querySelector('.outcome')");

        assertEquals("decline", body(ANSWER).getString("answer"));
    }

    @Test
    void oneKeyAnswersThoseOfABundleThatAreTicked() {
        desk.talking("c1", "to sylt").talking("c2", "to orkney").talking("c3", "to groix");
        for (int i = 1; i <= 3; i++) {
            desk.with(card("g" + i, "c" + i, 30 + i).put("bundle", "b"));
        }
        desk.with(
                "POST /v1/guidance/bundles/b/answer",
                new JsonObject()
                        .put(
                                "outcomes",
                                new JsonArray().add(outcome("g1", "accepted")).add(outcome("g3", "caller_gone"))));
        signIn();
        page.untilShown("3 like this");
        assertEquals(1, page.ask("document.querySelectorAll('guidance-card').length"));

        page.ask("document.querySelectorAll('.bundle input')[1].focus()");
        page.press(" ");
        page.untilShown("answers go to the 2 ticked");
        pressWhenSettled("1");

        var sent = body("POST /v1/guidance/bundles/b/answer");
        assertEquals(new JsonArray().add("g1").add("g3"), sent.getJsonArray("members"));
        assertEquals(List.of(), told(ANSWER));
        page.untilShown("caller gone");
        page.until("document.querySelector('guidance-card[data-id=g2]')");
    }

    @Test
    void moneyOfOtherConversationsIsOnlyMovedWhenTicked() {
        desk.talking("c1", "my money").talking("c2", "my money too");
        desk.with(approval("g1").put("bundle", "b"))
                .with(approval("g2").put("conversation", "c2").put("bundle", "b"));
        signIn();
        page.untilShown("answers go to the 1 ticked");

        pressWhenSettled("1");

        assertEquals(List.of(answer("approve", 1, "")), told(ANSWER));
        assertEquals(List.of(), told("POST /v1/guidance/bundles/b/answer"));
    }

    @Test
    void nobodyIsDisturbedWhileTyping() {
        desk.talking("c1", "it leaks").talking("c2", "now").with(card("g1", "c1", 40));
        signIn();
        page.press("t");
        page.until("document.activeElement.tagName === 'TEXTAREA'");
        page.type("tell them that");

        desk.push(new JsonObject()
                .put("type", "guidance.offered")
                .put("agent", "ada")
                .put("guidance", card("g0", "c2", 9)));
        page.until("document.querySelector('guidance-card[data-id=g0]')");
        desk.push(changed(card("g1", "c1", 40).put("state", "expired")));
        page.untilShown("Time ran out");

        assertEquals("tell them that", page.ask("document.activeElement.value"));
        assertEquals("g1", page.ask("document.querySelector('guidance-card').dataset.id"));
        until("WS", new JsonObject().put("type", "typing").put("guidance", "g1"));
    }

    @Test
    void whatIsOnlyLikelyComesLastAndIsAnsweredEarly() {
        desk.talking("c1", "it leaks").talking("c2", "moved");
        desk.with(card("g1", "c1", 5).put("likely", true)).with(card("g2", "c2", 50));
        signIn();
        page.until("document.querySelectorAll('guidance-card').length === 2");

        assertEquals(
                "g2,g1", page.ask("[...document.querySelectorAll('guidance-card')].map((c) => c.dataset.id).join()"));
        page.press("j");
        page.untilShown("An early decision counts");
        pressWhenSettled("1");
        assertEquals(List.of(answer("choose", 1, "")), told(ANSWER));
    }

    private static JsonObject answer(String kind, int choice, String text) {
        return new JsonObject().put("answer", kind).put("choice", choice).put("text", text);
    }

    private static JsonObject outcome(String id, String outcome) {
        return new JsonObject().put("guidance", id).put("outcome", outcome);
    }
}
