package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.conversation.Focus;
import dev.sotto.orchestrator.conversation.Interpretation;
import io.vertx.core.Future;
import java.util.Optional;

/** What talks to customers. Thread-safe; futures complete on the caller's Vert.x context. */
public interface Assistant {
    /** The assistant's name as it is written in settings. */
    String name();

    /**
     * What the customer's words mean.
     *
     * @param text as recognised or typed; keypad digits as digits
     * @param confidence 0 to 1; 1 for text and keypad
     */
    Future<Interpretation> interpret(String text, double confidence, Focus focus);

    /**
     * Words a person's instruction for the customer ("tell him we open at nine" becomes "We open at nine.").
     *
     * @param question what the customer had asked
     */
    Future<String> word(String instruction, String question);

    /** Its own way of answering; empty for one that understands and leaves the words to tasks and knowledge. */
    default Optional<Talker> talker() {
        return Optional.empty();
    }
}
