package dev.sotto.orchestrator.desk;

import dev.sotto.orchestrator.consult.GuidanceState;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whether an answer fits its request, and what it then means. */
public sealed interface Verdict {
    /**
     * It does not fit.
     *
     * @param reason for the person who answered
     */
    record Invalid(String reason) implements Verdict {}

    /**
     * They have approved it already, and somebody else must.
     *
     * @param reason for the person who answered
     */
    record Again(String reason) implements Verdict {}

    /** It is the first of two approvals: it counts, and the request stays open. */
    record First() implements Verdict {}

    /**
     * It fits and decides.
     *
     * @param state {@code ANSWERED} or {@code DECLINED}
     * @param approves true when it says yes to what was asked
     * @param approved the arguments that the gated tool may now run with, or null
     */
    record Fits(
            GuidanceState state, boolean approves, @Nullable Map<String, Object> approved) implements Verdict {}
}
