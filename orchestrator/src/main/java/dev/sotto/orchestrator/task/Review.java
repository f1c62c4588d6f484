package dev.sotto.orchestrator.task;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Approver mode of a task: a person sees each message of the assistant before the customer does.
 *
 * @param skill who sees it
 * @param within how long a message waits for a person
 * @param otherwise what happens then
 * @param safe said instead while the message waits on; null: the assistant's own words
 */
public record Review(
        String skill,
        Duration within,
        Otherwise otherwise,
        @Nullable Template safe) {
    /** What becomes of a message that nobody has looked at in time. */
    public enum Otherwise {
        /** The safe phrase is spoken, and the message waits on. */
        WAIT,
        /** The safe phrase is spoken, and the message is dropped. */
        DROP,
        /** It goes out as it is: only when named in the file, and marked in the journal. */
        ACCEPT
    }
}
