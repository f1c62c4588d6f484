package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.consult.AnswerKind;
import dev.sotto.orchestrator.consult.TimeoutPolicy;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What is to be different this time.
 *
 * @param delay how long people take to answer
 * @param agents false: nobody is at the desks, and nobody whispers or takes over
 * @param answers other answers, by the request's id, the end of it ({@code g1}) or its consult point
 * @param policies other timeout policies, by consult point
 */
public record ReplayPlan(Delay delay, boolean agents, Map<String, Answer> answers, Map<String, Policy> policies) {
    public static final ReplayPlan AS_IT_WAS = new ReplayPlan(new Delay.Scaled(1), true, Map.of(), Map.of());

    /** How long people take. */
    public sealed interface Delay {
        /** As long as they took, times {@code factor}. */
        record Scaled(double factor) implements Delay {}

        /** Always the same, from the question to the answer. */
        record Fixed(Duration time) implements Delay {}
    }

    /** @param choice which proposal, from 1; 0: none */
    public record Answer(AnswerKind kind, int choice, String text) {}

    /**
     * What happens when nobody answers, in place of what the task file says.
     *
     * @param argument the skill of {@code next_skill}, the target of {@code transfer}; null for the others
     * @param within how long an answer is waited for; null: as the file says
     */
    public record Policy(
            TimeoutPolicy policy,
            @Nullable String argument,
            @Nullable Duration within) {}

    /** What holds for a request, or null where nothing else is wanted than what the journal has. */
    @Nullable
    Answer answerTo(String guidanceId, String point) {
        Answer byId = answers.get(guidanceId);
        if (byId != null) {
            return byId;
        }
        Answer byEnd = answers.get(guidanceId.substring(guidanceId.lastIndexOf('-') + 1));
        return byEnd != null || point.isEmpty() ? byEnd : answers.get(point);
    }

    /** How long an answer takes that took {@code recorded}. */
    Duration delay(Duration recorded) {
        if (delay instanceof Delay.Fixed fixed) {
            return fixed.time();
        }
        return Duration.ofMillis(Math.round(recorded.toMillis() * ((Delay.Scaled) delay).factor()));
    }
}
