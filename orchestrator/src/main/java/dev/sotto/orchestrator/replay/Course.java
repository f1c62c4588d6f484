package dev.sotto.orchestrator.replay;

import dev.sotto.orchestrator.journal.JournalEntry;
import java.util.List;

/**
 * A conversation's journal with what followed from each entry.
 *
 * @param playbook how sure the consequences are that are worked out and not written down
 */
public record Course(List<Entry> entries, Certainty playbook) {
    /** Empty for a conversation without entries. */
    public String conversationId() {
        return entries.isEmpty() ? "" : entries.get(0).fact().conversationId();
    }

    /** An entry, and what followed from it, in order. */
    public record Entry(JournalEntry fact, List<Consequence> consequences) {}

    /** What the consequences are worked out with. */
    public enum Certainty {
        /** The task files are those of that time, and what they make us say is what was said. */
        SAME,
        /** The task files have changed since: tool calls and requests may have been others. What was said is on record. */
        CHANGED,
        /** The task files are the same but what they make us say now is not what was said: the program has changed. */
        DIVERGED,
        /** This version can't read some of the entries; from there on only what was said is told. */
        UNREADABLE
    }
}
