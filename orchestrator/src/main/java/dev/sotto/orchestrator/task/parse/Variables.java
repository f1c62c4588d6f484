package dev.sotto.orchestrator.task.parse;

import java.util.Set;

/** Variables that no task sets. */
final class Variables {
    /**
     * Always there: what is known of the customer, today's date (ISO), {@code voice} or {@code chat}, and the words with which
     * the customer asked for the task.
     */
    static final Set<String> ALWAYS = Set.of("customer", "today", "channel", "request");

    /** What a person said; there after a consult. */
    static final String ANSWER = "answer";

    /**
     * Properties of {@link #ANSWER}: the kind of answer in lower case, number (from 1) and label of the chosen proposal, the
     * reason of a decline, the person's words, and who it was.
     */
    static final Set<String> ANSWER_PROPERTIES = Set.of("kind", "choice", "label", "reason", "text", "agent");

    static final Set<String> GIVEN = Set.of("customer", "today", "channel", "request", ANSWER);

    private Variables() {}
}
