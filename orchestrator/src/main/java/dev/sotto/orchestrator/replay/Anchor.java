package dev.sotto.orchestrator.replay;

import org.jspecify.annotations.Nullable;

/**
 * What somebody outside reacted to.
 *
 * @param line the line of ours that it followed; null when it followed their own act before it
 * @param afterEnd true when that line had been said to its end; false when they spoke into it
 */
record Anchor(@Nullable Spoken line, boolean afterEnd) {
    static final Anchor ACT_BEFORE = new Anchor(null, true);

    /** True for a line that asks or tells the same: the same last sentence, or the same place in the task file. */
    boolean fits(Spoken other) {
        return line != null && (line.lastSentence().equals(other.lastSentence()) || line.isSamePlace(other));
    }
}
