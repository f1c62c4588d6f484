package dev.sotto.gateway.desk;

import static dev.sotto.gateway.desk.StagedDesk.now;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Cards and news of them, as the server sends them. */
final class StagedCards {
    private StagedCards() {}

    /** A question for ada that waits for {@code seconds} more, with one proposal that is chosen. */
    static JsonObject card(String id, String conversation, int seconds) {
        return new JsonObject()
                .put("id", id)
                .put("conversation", conversation)
                .put("channel", "voice")
                .put("task", "refund")
                .put("point", "ask")
                .put("kind", "clarification")
                .put("state", "offered")
                .put("question", "What about " + id + "?")
                .put("summary", "Caller wants something")
                .put("excerpt", new JsonArray())
                .put("evidence", new JsonArray().add(fact("Total", "$129.00")))
                .put("proposals", new JsonArray().add(proposal(1, "Replace it", "choose")))
                .put("approval", null)
                .put("risk", "medium")
                .put("approvals", 1)
                .put("likely", false)
                .put("draft", null)
                .put("createdAt", now().minusSeconds(10).toString())
                .put("offeredTo", "ada")
                .put("answerBy", now().plusSeconds(seconds).toString())
                .put("answer", null);
    }

    static JsonObject fact(String label, String value) {
        return new JsonObject().put("label", label).put("value", value);
    }

    static JsonObject proposal(int n, String label, String decision) {
        return new JsonObject()
                .put("n", n)
                .put("label", label)
                .put("decision", decision)
                .put("effect", "Says so")
                .put("source", "task");
    }

    static JsonObject changed(JsonObject card) {
        return new JsonObject().put("type", "guidance.changed").put("guidance", card);
    }

    static JsonObject approval(String id) {
        return card(id, "c1", 90)
                .put("kind", "approval")
                .put("risk", "high")
                .put("proposals", new JsonArray().add(proposal(1, "Approve", "approve")))
                .put("approval", new JsonObject().put("tool", "orders.refund").put("with", new JsonObject()));
    }

    static JsonObject draft() {
        return card("g1", "c1", 40)
                .put("kind", "approval")
                .put("draft", "Zips are covered for two years.")
                .put("proposals", new JsonArray().add(proposal(1, "Say it", "approve")));
    }

    static JsonObject silence(int nowMillis) {
        return new JsonObject()
                .put("type", "silence")
                .put("conversation", "c1")
                .put("now_ms", nowMillis)
                .put("longest_ms", 4_200);
    }

    static JsonObject rule() {
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
                .put("expiresAt", now().plusSeconds(1_000_000).toString())
                .put("moves", new JsonArray().add("on").add("off"));
    }
}
