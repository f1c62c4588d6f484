package dev.sotto.orchestrator.conversation;

import dev.sotto.orchestrator.task.Slot;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What the customer was last asked: what an answer most likely is.
 *
 * @param task the task that is being worked on, or null
 * @param slot the slot that was asked for, or null
 * @param yesNo true when a yes or a no is waited for (a read-back, "shall I go on?")
 * @param anythingElse true when we asked whether there is anything else
 * @param filled slots of the task that have a value, which a customer may correct
 * @param keypad true when the words are keypad digits
 */
public record Focus(
        @Nullable String task,
        @Nullable Slot slot,
        boolean yesNo,
        boolean anythingElse,
        Set<String> filled,
        boolean keypad) {
    public static final Focus NONE = new Focus(null, null, false, false, Set.of(), false);
}
