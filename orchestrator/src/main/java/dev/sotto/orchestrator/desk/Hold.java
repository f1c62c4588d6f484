package dev.sotto.orchestrator.desk;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Somebody has a card before them.
 *
 * @param since when it was offered or taken
 * @param until when the offer runs out; null when they have taken it
 */
public record Hold(String agent, Instant since, @Nullable Instant until) {
    public boolean isAccepted() {
        return until == null;
    }
}
