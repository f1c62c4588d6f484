package dev.sotto.gateway.api;

import dev.sotto.orchestrator.message.ToMemory;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Rules and figures as the interface shows them. */
final class MemoryJson {
    private MemoryJson() {}

    static JsonObject of(ToMemory.RuleView rule) {
        return new JsonObject()
                .put("id", rule.id())
                .put("state", rule.state())
                .put("task", rule.task())
                .put("point", rule.point())
                .put("kind", rule.kind())
                .put("question", rule.question())
                .put("conditions", ConversationJson.array(rule.conditions(), MemoryJson::of))
                .put("words", new JsonArray(rule.words()))
                .put("answer", of(rule.answer()))
                .put("answers", rule.answers())
                .put("agents", new JsonArray(rule.agents()))
                .put("agreed", rule.agreed())
                .put("disagreed", rule.disagreed())
                .put("applied", rule.applied())
                .put("helped", rule.helped())
                .put("failed", rule.failed())
                .put("proposedAt", rule.proposedAt().toString())
                .put("expiresAt", rule.expiresAt().toString())
                .put("moves", new JsonArray(rule.moves()));
    }

    static JsonObject of(ToMemory.RuleDetail detail) {
        return of(detail.rule())
                .put("evidence", ConversationJson.array(detail.evidence(), MemoryJson::of))
                .put("history", ConversationJson.array(detail.history(), MemoryJson::of));
    }

    static JsonObject of(ToMemory.ConsultDay day) {
        return new JsonObject()
                .put("date", day.date().toString())
                .put("conversations", day.conversations())
                .put("consults", day.consults())
                .put("people", day.people())
                .put("memory", day.memory())
                .put("rule", day.rule())
                .put("per100", Math.round(day.per100() * 10) / 10.0);
    }

    private static JsonObject of(ToMemory.Condition condition) {
        return new JsonObject()
                .put("label", condition.label())
                .put("value", condition.value())
                .put("low", condition.low())
                .put("high", condition.high());
    }

    private static JsonObject of(ToMemory.Given given) {
        return new JsonObject()
                .put("answer", given.answer())
                .put("label", given.label())
                .put("text", given.text());
    }

    private static JsonObject of(ToMemory.Evidence evidence) {
        return new JsonObject()
                .put("guidance", evidence.guidance())
                .put("conversation", evidence.conversation())
                .put("question", evidence.question())
                .put("answer", of(evidence.answer()))
                .put("agent", evidence.agent())
                .put("at", evidence.at().toString())
                .put("outcome", evidence.outcome());
    }

    private static JsonObject of(ToMemory.Change change) {
        return new JsonObject()
                .put("at", change.at().toString())
                .put("who", change.who())
                .put("from", change.from())
                .put("to", change.to())
                .put("reason", change.reason());
    }
}
