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
 * @param terms who and how many must answer, and what may be done with the answer
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
        Instant answerBy,
        Terms terms) {

    /** Requests from before there were terms are read with plain ones. */
    public GuidanceRequest {
        terms = terms == null ? Terms.PLAIN : terms;
    }

    public GuidanceRequest with(List<Proposal> better) {
        return copy(id, better, terms);
    }

    /** The same request under another id: a drafted one that is asked in earnest keeps its own. */
    public GuidanceRequest as(String otherId) {
        return copy(otherId, proposals, terms);
    }

    public GuidanceRequest likely(boolean drafted) {
        return copy(
                id,
                proposals,
                new Terms(terms.customer, terms.risk, terms.approvals, drafted, terms.learns, terms.draft));
    }

    private GuidanceRequest copy(String newId, List<Proposal> newProposals, Terms newTerms) {
        return new GuidanceRequest(
                newId,
                conversationId,
                channel,
                task,
                point,
                kind,
                question,
                summary,
                excerpt,
                evidence,
                newProposals,
                approval,
                skill,
                createdAt,
                offerWithin,
                answerBy,
                newTerms);
    }

    /**
     * What holds for a request besides its question.
     *
     * @param customer whom the answer is for: a number, an address; the conversation's id where nothing else is known
     * @param approvals how many different people must approve: 1 or 2, asked at the same time; one who declines is enough
     * @param likely true while it is only drafted: the task will probably ask this soon. A decision counts when it is
     *     really asked with the same facts
     * @param learns true when answers may be remembered and proposed again
     * @param draft a message of the assistant that waits for this approval before it goes out; null for other requests
     */
    public record Terms(
            String customer,
            Risk risk,
            int approvals,
            boolean likely,
            boolean learns,
            @Nullable String draft) {
        public static final Terms PLAIN = new Terms("", Risk.MEDIUM, 1, false, false, null);
    }

    /**
     * Words of one party. {@code from}: customer, assistant or agent.
     *
     * @param audio where in the call's sound they are; null in chat
     */
    public record Excerpt(
            String from, String text, Instant at, @Nullable AudioSpan audio) {}

    /** A fact on the card. */
    public record Fact(String label, String value) {}

    /**
     * A proposed answer.
     *
     * @param effect what it will make the assistant say and do, in a line
     * @param source where it comes from: task, memory or model
     * @param reason why, for a decline
     * @param with arguments of the gated tool under this answer; null when it approves nothing
     * @param origin how people have answered so before; null when nothing is remembered
     */
    public record Proposal(
            String label,
            AnswerKind decision,
            String effect,
            String source,
            @Nullable String reason,
            @Nullable Map<String, Object> with,
            @Nullable Origin origin) {
        public static final String MEMORY = "memory";

        public Proposal(
                String label,
                AnswerKind decision,
                String effect,
                String source,
                @Nullable String reason,
                @Nullable Map<String, Object> with) {
            this(label, decision, effect, source, reason, with, null);
        }

        public Proposal from(Origin remembered) {
            return new Proposal(label, decision, effect, source, reason, with, remembered);
        }

        /** True for one that the task doesn't have: its numbers mean nothing to the conversation. */
        public boolean remembered() {
            return source.equals(MEMORY);
        }
    }

    /**
     * Earlier answers to like questions.
     *
     * @param times how many
     * @param outcome how the conversation after the latest of them ended whose end is known: {@code helped, asked_again,
     *     unfinished, taken_over}; null when none is
     */
    public record Origin(
            int times,
            String lastAgent,
            Instant lastAt,
            @Nullable String outcome) {}

    /** A gated tool and the arguments that are asked for. */
    public record Approval(String tool, Map<String, Object> with) {}
}
