package dev.sotto.orchestrator.replay;

import java.time.Duration;
import java.util.List;

/**
 * A conversation as it went.
 *
 * @param longestSilence of ours while it was our turn
 * @param consults each request to a person and what became of it, in order
 * @param calls tool calls and how they ended, in order
 * @param outcome the termination; {@code open} for a conversation that has not ended
 */
public record Timeline(
        List<Moment> moments,
        Duration lasted,
        Duration longestSilence,
        List<Consult> consults,
        List<String> calls,
        String outcome) {
    /** @param ended how it ended, in words; {@code lasted} is from the question to that */
    public record Consult(String id, String point, String ended, Duration lasted) {}
}
