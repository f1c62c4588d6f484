package dev.sotto.orchestrator.memory;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An answer that was given.
 *
 * @param guidance the request's id
 * @param tellable true when its words may be proposed for others
 * @param outcome null while the conversation lives
 */
record Remembered(
        String guidance,
        String conversation,
        Question question,
        Vector vector,
        Given given,
        boolean tellable,
        String agent,
        Instant at,
        @Nullable Outcome outcome) {
    /** From this likeness on, questions are taken for the same; tuned in {@code LikenessTest}. */
    static final double ALIKE = 0.64;

    boolean byPerson() {
        return !agent.startsWith(Rule.AGENT);
    }

    boolean alike(Vector other) {
        return vector.likeness(other) >= ALIKE;
    }
}
