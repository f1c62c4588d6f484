package dev.sotto.gateway.desk;

import static dev.sotto.gateway.desk.StagedCards.card;
import static dev.sotto.gateway.desk.StagedCards.rule;
import static dev.sotto.gateway.desk.StagedCards.silence;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import org.junit.jupiter.api.Test;

/** Live conversations, the floor and the clock at the desk. */
class DeskConversationsIT extends DeskInBrowser {
    @Test
    void secondsAreCountedByTheServersClock() {
        desk.talking("c1", "it leaks").with(card("g1", "c1", 40));
        signIn();

        page.until("/^(3\\d|40) s$/.test(document.querySelector('.card .seconds').textContent)");
        page.until("/^1:\\d\\d$/.test(document.querySelector('.live elapsed-time').textContent.trim())");
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
    void takesACardThatIsWithOthers() {
        desk.talking("c1", "it leaks").with(card("g1", "c1", 40).put("offeredTo", "ben"));
        signIn("With others");

        page.press("g");

        until("POST /v1/guidance/g1/accept");
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
}
