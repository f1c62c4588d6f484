package dev.sotto.orchestrator.desk;

import java.time.Instant;
import java.util.Locale;

/** A time in which somebody who is available is offered nothing. */
public record Pause(Reason reason, Instant until) {
    /** Why. */
    public enum Reason {
        /** They have answered, and may write something down. */
        WRAP_UP,
        /** They have approved one thing after another faster than one can read. */
        ATTENTION;

        public String wire() {
            return name().toLowerCase(Locale.ROOT);
        }
    }
}
