package dev.sotto.orchestrator.memory;

import java.time.Duration;

/**
 * How the memory learns.
 *
 * @param ruleAfter in how many conversations the same must have been answered before a rule is proposed
 * @param keep how long answers and ended rules are remembered
 * @param ruleLife how long a rule lives
 * @param sample every so manieth question that a rule would answer still goes to people
 * @param sweep how often it looks for what it has missed
 */
public record MemorySettings(int ruleAfter, Duration keep, Duration ruleLife, int sample, Duration sweep) {
    public static final MemorySettings DEFAULT =
            new MemorySettings(5, Duration.ofDays(180), Duration.ofDays(30), 10, Duration.ofSeconds(10));

    public MemorySettings {
        if (ruleAfter < 2 || sample < 2 || keep.toMinutes() < 1 || ruleLife.toMinutes() < 1 || sweep.toMillis() < 10) {
            throw new IllegalArgumentException("ruleAfter " + ruleAfter + ", sample " + sample + ", keep " + keep
                    + ", ruleLife " + ruleLife + ", sweep " + sweep);
        }
    }
}
