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
     * It fits.
     *
     * @param state {@code ANSWERED} or {@code DECLINED}
     * @param approved the arguments that the gated tool may now run with, or null
     */
    record Fits(GuidanceState state, @Nullable Map<String, Object> approved) implements Verdict {}
}
