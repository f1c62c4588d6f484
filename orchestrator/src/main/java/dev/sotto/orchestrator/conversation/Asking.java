package dev.sotto.orchestrator.conversation;

import org.jspecify.annotations.Nullable;

/**
 * A question that the customer has been asked.
 *
 * @param slot the slot it fills; empty for a bare yes or no (see {@link Frame#waitsForCaller})
 * @param candidate a spoken value that was read back and waits for a yes; null before
 * @param misses how often no answer was understood
 */
public record Asking(String slot, @Nullable Object candidate, int misses) {
    static Asking of(String slot) {
        return new Asking(slot, null, 0);
    }

    Asking proposing(Object value) {
        return new Asking(slot, value, misses);
    }

    Asking again() {
        return new Asking(slot, null, misses);
    }

    Asking missed() {
        return new Asking(slot, candidate, misses + 1);
    }
}
