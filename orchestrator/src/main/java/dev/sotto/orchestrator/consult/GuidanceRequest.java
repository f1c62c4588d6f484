package dev.sotto.orchestrator.consult;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The question put to a person: a decision, not a transcript.
 *
 * @param channel {@code voice} or {@code chat}
 * @param task the task's name; empty when the caller's question belongs to none
 * @param point the consult point's name
 * @param summary what the caller wants, in a line
 * @param excerpt the exact words that led here, last few turns, oldest first
 * @param evidence the facts, label to value, in order
 * @param proposals answers that one key gives, in order; choice n of an answer counts from 1
 * @param approval the tool and arguments that an approval would open; null for other kinds
 * @param skill who can answer
 * @param offerWithin how long one agent is shown it before the next
 * @param answerBy when the task's timeout policy takes over
 */
public record GuidanceRequest(
        String id,
        String conversationId,
        String channel,
        String task,
        String point,
        ConsultKind kind,
        String question,
        String summary,
        List<Excerpt> excerpt,
        List<Fact> evidence,
        List<Proposal> proposals,
        @Nullable Approval approval,
        String skill,
        Instant createdAt,
        Duration offerWithin,
        Instant answerBy) {

    /** Words of one party. {@code from}: customer, assistant or agent. */
    public record Excerpt(String from, String text, Instant at) {}

    /** A fact on the card. */
    public record Fact(String label, String value) {}

    /**
     * A proposed answer.
     *
     * @param effect what it will make the assistant say and do, in a line
     * @param source where it comes from: task, memory or model
     * @param reason why, for a decline
     * @param with arguments of the gated tool under this answer; null when it approves nothing
     */
    public record Proposal(
            String label,
            AnswerKind decision,
            String effect,
            String source,
            @Nullable String reason,
            @Nullable Map<String, Object> with) {}

    /** A gated tool and the arguments that are asked for. */
    public record Approval(String tool, Map<String, Object> with) {}
}
