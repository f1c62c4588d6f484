package dev.sotto.orchestrator.tool;

import java.time.Duration;

/**
 * What bounds tool calls.
 *
 * @param concurrent calls of one tool at once
 * @param waiting further calls of one tool that may wait; more fail at once
 * @param largestAnswer bytes of an answer
 * @param firstRetry wait before the second try; doubles with each
 */
public record ToolLimits(int concurrent, int waiting, int largestAnswer, Duration firstRetry) {
    public static final ToolLimits DEFAULT = new ToolLimits(16, 256, 1 << 20, Duration.ofMillis(100));

    public ToolLimits {
        if (concurrent < 1 || waiting < 0 || largestAnswer < 1) {
            throw new IllegalArgumentException("tool limits must be positive");
        }
    }
}
