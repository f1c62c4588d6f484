package dev.sotto.gateway.desk;

import static dev.sotto.gateway.desk.StagedDesk.card;
import static dev.sotto.gateway.desk.StagedDesk.fact;
import static dev.sotto.gateway.desk.StagedDesk.proposal;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.junit5.Timeout;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A day at the desk without a mouse, in a real browser, against a server that is staged. */
@ExtendWith(VertxExtension.class)
@Timeout(value = 2, timeUnit = TimeUnit.MINUTES)
class DeskKeysIT {
    private static final String ANSWER = "POST /v1/guidance/g1/answer";

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private static Path folder;

    /** One for all tests: each has its own server, an origin of its own, and so begins signed out. */
    private static ChromiumWindow page;

    private final StagedDesk desk = new StagedDesk();
    private String server;

    @BeforeAll
    static void openWindow() throws Exception {
        page = HeadlessChromium.orSkip().window(folder);
        page.size(1440, 900);
    }

    @BeforeEach
    void serve(Vertx vertx) throws Exception {
        Router router = PagesServer.router(vertx);
        desk.addTo(router);
        server = PagesServer.start(vertx, router)
                .toCompletionStage()
                .toCompletableFuture()
                .get(20, TimeUnit.SECONDS);
    }

    @AfterAll
    static void closeWindow() {
        if (page != null) {
            page.close();
        }
    }

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
    void secondsAreCountedByTheServersClock() {
        desk.talking("c1", "it leaks").with(card("g1", "c1", 40));
        signIn();

        page.until("/^(3\\d|40) s$/.test(document.querySelector('.card .seconds').textContent)");
        page.until("/^1:\\d\\d$/.test(document.querySelector('.live elapsed-time').textContent.trim())");
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
    void whispersIntoAnyLiveConversation() {
        desk.talking("c1", "it leaks").talking("c2", "where is it").with(card("g1", "c1", 40));
        signIn();
        page.until("document.querySelector('tr[aria-current=true]')?.dataset.id === 'c1'");

        page.press("l");
        page.until("document.querySelector('tr[aria-current=true]')?.dataset.id === 'c2'");
        page.press("w");
        page.until("document.activeElement.id === 'say-c2'");
        page.type("offer free shipping");
        page.press("Enter");
        page.untilShown("The assistant has it.");

        assertEquals(
                "offer free shipping", body("POST /v1/conversations/c2/whisper").getString("text"));
    }

    @Test
    void takesOverSpeaksAndHandsBack() {
        desk.talking("c1", "it leaks");
        signIn("caller of c1");
        page.until("document.querySelector('conversation-pane')");

        page.press("o");
        page.until("document.activeElement.id === 'say-c1'");
        desk.push(new JsonObject()
                .put("type", "conversation.changed")
                .put(
                        "conversation",
                        StagedDesk.conversation("c1", "").put("agent", "ada").put("phase", "with_agent")));
        page.untilShown("you have taken over");
        page.type("Ada here");
        page.press("Enter");
        page.untilShown("Sent.");
        page.press("Escape", "h");
        page.until("document.activeElement === document.body");

        assertEquals(1, told("POST /v1/conversations/c1/take-over").size());
        assertEquals("Ada here", body("POST /v1/conversations/c1/messages").getString("text"));
        until("POST /v1/conversations/c1/hand-back");
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
    void takesACardThatIsWithOthers() {
        desk.talking("c1", "it leaks").with(card("g1", "c1", 40).put("offeredTo", "ben"));
        signIn("With others");

        page.press("g");

        until("POST /v1/guidance/g1/accept");
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

    @Test
    void silenceFromFourSecondsOnIsAnAlarm() {
        desk.talking("c1", "it leaks");
        signIn("caller of c1");
        page.until("document.querySelector('.live td')");

        desk.push(silence(4_200));
        page.until("document.querySelector('.silence.alarm')?.innerText.includes('4.')");
        desk.push(silence(0));
        page.until("document.querySelector('.silence:not(.alarm)')?.innerText.trim().endsWith('max 4.2')");
    }

    @Test
    void aSupervisorSwitchesARuleOn() {
        desk.as("supervisor").with("GET /v1/rules", new JsonObject().put("rules", new JsonArray().add(rule())));
        signIn("Floor");
        page.press("v");
        page.untilShown("Can I bring my dog?");
        page.untilShown("3 of 4 agreed");

        page.ask("document.querySelector('.rule-moves button').focus()");
        page.press("Enter");

        until("POST /v1/rules/r1", new JsonObject().put("state", "on"));
    }

    @Test
    void anAgentHasNoFloor() {
        signIn("Nobody needs you");

        page.press("v", "?");
        page.until("document.querySelector('dialog[open]')");

        assertEquals(false, page.ask("Boolean(document.querySelector('floor-view'))"));
    }

    private void signIn() {
        signIn("What about g");
    }

    private void signIn(String shown) {
        page.open(server + "/desk");
        page.until("document.activeElement?.name === 'name'");
        page.type("ada");
        page.press("Tab");
        page.type("secret");
        page.press("Enter");
        page.untilShown(shown);
    }

    /** A double press is not an answer: a card takes none in the first moments in which it is read. */
    private void pressWhenSettled(String key) {
        page.until("document.querySelector('guidance-card[focused]').read");
        page.press(key);
        page.until("document.querySelector('.outcome')");
    }

    private String shown() {
        return String.valueOf(page.ask("document.body.innerText"));
    }

    private List<JsonObject> told(String what) {
        return desk.told.stream()
                .filter(told -> told.what().equals(what))
                .map(StagedDesk.Told::body)
                .toList();
    }

    private JsonObject body(String what) {
        List<JsonObject> bodies = told(what);
        assertEquals(1, bodies.size(), () -> what + " in " + desk.told);
        return bodies.get(0);
    }

    private void until(String what) {
        until(what, new JsonObject());
    }

    /** The page's requests are on their way: a reply to another one, asked for after them, says that they have arrived. */
    private void until(String what, JsonObject body) {
        for (int tries = 0; tries < 100 && !told(what).contains(body); tries++) {
            page.ask("fetch('/v1/agents').then((reply) => reply.text())");
        }
        assertTrue(told(what).contains(body), () -> what + " in " + desk.told);
    }

    private static JsonObject answer(String kind, int choice, String text) {
        return new JsonObject().put("answer", kind).put("choice", choice).put("text", text);
    }

    private static JsonObject outcome(String id, String outcome) {
        return new JsonObject().put("guidance", id).put("outcome", outcome);
    }

    private static JsonObject changed(JsonObject card) {
        return new JsonObject().put("type", "guidance.changed").put("guidance", card);
    }

    private static JsonObject approval(String id) {
        return card(id, "c1", 90)
                .put("kind", "approval")
                .put("risk", "high")
                .put("proposals", new JsonArray().add(proposal(1, "Approve", "approve")))
                .put("approval", new JsonObject().put("tool", "orders.refund").put("with", new JsonObject()));
    }

    private static JsonObject draft() {
        return card("g1", "c1", 40)
                .put("kind", "approval")
                .put("draft", "Zips are covered for two years.")
                .put("proposals", new JsonArray().add(proposal(1, "Say it", "approve")));
    }

    private static JsonObject silence(int nowMillis) {
        return new JsonObject()
                .put("type", "silence")
                .put("conversation", "c1")
                .put("now_ms", nowMillis)
                .put("longest_ms", 4_200);
    }

    private static JsonObject rule() {
        return new JsonObject()
                .put("id", "r1")
                .put("state", "shadow")
                .put("task", "")
                .put("question", "Can I bring my dog?")
                .put("answer", new JsonObject().put("text", "Dogs are welcome"))
                .put("answers", 5)
                .put("agents", new JsonArray().add("ada"))
                .put("agreed", 3)
                .put("disagreed", 1)
                .put("expiresAt", StagedDesk.now().plusSeconds(1_000_000).toString())
                .put("moves", new JsonArray().add("on").add("off"));
    }
}
