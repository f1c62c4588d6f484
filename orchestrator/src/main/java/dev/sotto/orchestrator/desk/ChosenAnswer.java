package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.GuidanceAnswer;
import dev.sotto.orchestrator.consult.GuidanceRequest;
import dev.sotto.orchestrator.consult.GuidanceRequest.Proposal;
import java.time.Instant;

/**
 * An answer as it is kept. A choice of the task's own proposals stays a number; a remembered proposal is spelled out, because
 * the conversation that asked doesn't have it: who chooses remembered words says these words.
 */
public final class ChosenAnswer {
    private ChosenAnswer() {}

    public static GuidanceAnswer of(
            GuidanceRequest request, AnswerKind kind, int choice, String text, String agent, Instant at) {
        boolean inRange = choice >= 1 && choice <= request.proposals().size();
        if (!inRange || !request.proposals().get(choice - 1).remembered()) {
            return new GuidanceAnswer(kind, choice, text, agent, at);
        }
        Proposal proposal = request.proposals().get(choice - 1);
        AnswerKind decision = kind == AnswerKind.CHOOSE ? proposal.decision() : kind;
        return new GuidanceAnswer(decision, choice, text.isBlank() ? words(decision, proposal) : text, agent, at);
    }

    private static String words(AnswerKind decision, Proposal proposal) {
        if (decision == AnswerKind.DECLINE) {
            return proposal.reason() == null ? "" : proposal.reason();
        }
        return decision == AnswerKind.INSTRUCT ? proposal.label() : "";
    }
}
