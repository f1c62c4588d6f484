package dev.sotto.orchestrator.task.parse;

import java.util.Set;

/** Variables that no task sets. */
final class Variables {
    /**
     * Always there: what is known of the customer, today's date (ISO), and {@code call} with the channel and what the edge
     * knows.
     */
    static final Set<String> ALWAYS = Set.of("customer", "today", "call");

    /** What a person said; there after a consult. */
    static final String ANSWER = "answer";

    /**
     * Properties of {@link #ANSWER}: the kind of answer in lower case ({@code caller} or {@code timeout} when no person gave
     * it), number (from 1) and label of the chosen proposal, the reason of a decline, the words, and who it was.
     */
    static final Set<String> ANSWER_PROPERTIES = Set.of("kind", "choice", "label", "reason", "text", "agent");

    /** The arguments that a person approved, which may be others than were asked for; there after an approval. */
    static final String APPROVED = "approved";

    static final Set<String> GIVEN = Set.of("customer", "today", "call", ANSWER, APPROVED);

    private Variables() {}
}
