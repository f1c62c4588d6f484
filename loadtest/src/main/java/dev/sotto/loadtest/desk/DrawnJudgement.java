package dev.sotto.loadtest.desk;

import io.vertx.core.json.JsonObject;
import java.util.List;

/** Answers cards as {@link Decisions} says. A proposed answer is chosen by its number where there is one that fits. */
final class DrawnJudgement implements Judgement {
    private static final String NO_REASON = "I can't approve this one.";

    private final Decisions decisions;

    DrawnJudgement(Decisions decisions) {
        this.decisions = decisions;
    }

    @Override
    public JsonObject decide(JsonObject guidance) {
        // nobody known: the card itself is what the chance belongs to
        return decide(guidance, guidance.getString("id", "").hashCode());
    }

    @Override
    public JsonObject decide(JsonObject guidance, int caller) {
        String point = guidance.getString("point", "");
        List<JsonObject> proposals = CardText.objects(guidance, "proposals");
        return switch (Kind.of(guidance.getString("kind", ""))) {
            case APPROVAL -> {
                boolean approves = decisions.approves(caller, point, CardText.facts(guidance));
                yield approves ? new JsonObject().put("answer", "approve") : declined(proposals);
            }
            case CLARIFICATION ->
                proposals.isEmpty()
                        ? words(caller, point)
                        : new JsonObject()
                                .put("answer", "choose")
                                .put("choice", decisions.choice(caller, point, proposals.size()));
            case INSTRUCTION -> decisions.instructs(caller, point) ? words(caller, point) : declined(proposals);
        };
    }

    private JsonObject words(int caller, String point) {
        return new JsonObject().put("answer", "instruct").put("text", decisions.words(caller, point));
    }

    private static JsonObject declined(List<JsonObject> proposals) {
        for (JsonObject proposal : proposals) {
            if (proposal.getString("decision", "").equals("decline")) {
                return new JsonObject().put("answer", "choose").put("choice", proposal.getInteger("n"));
            }
        }
        return new JsonObject().put("answer", "decline").put("text", NO_REASON);
    }
}
