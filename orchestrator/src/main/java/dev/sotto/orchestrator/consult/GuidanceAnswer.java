package dev.sotto.orchestrator.consult;

import java.time.Instant;

/**
 * A person's decision.
 *
 * @param choice which proposal, from 1; 0 when none was chosen
 * @param text the person's words; empty when there are none
 * @param agent who decided
 */
public record GuidanceAnswer(AnswerKind answer, int choice, String text, String agent, Instant at) {
    /** The same person's same words, whenever. */
    public boolean says(GuidanceAnswer other) {
        return answer == other.answer && choice == other.choice && text.equals(other.text) && agent.equals(other.agent);
    }
}
