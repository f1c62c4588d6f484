package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonObject;

/** What an agent decides when a card is read: the body of the answer. */
public interface Judgement {
    JsonObject decide(JsonObject guidance);

    /** The same when it is known whose card it is: a number that stands for the caller, below 0 for nobody known. */
    default JsonObject decide(JsonObject guidance, int caller) {
        return decide(guidance);
    }

    /** By the card's facts and by a chance that belongs to the caller. */
    static Judgement drawn(Decisions decisions) {
        return new DrawnJudgement(decisions);
    }

    /** The same answer to everything that is an approval; the second proposal or some words to the rest. */
    static Judgement approvals(String answer) {
        return card -> switch (card.getString("kind", "")) {
            case "approval" -> new JsonObject().put("answer", answer);
            case "clarification" -> new JsonObject().put("answer", "choose").put("choice", 2);
            default ->
                new JsonObject()
                        .put("answer", "instruct")
                        .put("text", "Tell them that we will look into it today and write to them.");
        };
    }
}
