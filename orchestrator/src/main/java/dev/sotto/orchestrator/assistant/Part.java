package dev.sotto.orchestrator.assistant;

import dev.sotto.orchestrator.assistant.slot.Words;
import dev.sotto.orchestrator.conversation.Meaning;

/** What reading alone makes of a stretch of an utterance: its meaning, or that it must be compared with the tasks. */
sealed interface Part {
    record Known(Meaning meaning) implements Part {}

    /** To be ranked by {@link Resolver}. */
    record Open(Words words, Role role) implements Part {}

    /** Where the open words stand, which says what they may become. */
    enum Role {
        /** The customer says what they want; nothing was asked. */
        WISH,
        /** Said in the middle of a task, while nothing is asked. */
        BUSY,
        /** Has the form of a question. */
        QUESTION,
        /** After, or instead of, an answer that was waited for: only a clear likeness counts. */
        ASIDE,
        /** A wish's form, said where free text was asked for: an answer unless it is clearly another task. */
        TEXT,
        /** A question's form, said where free text was asked for. */
        TEXT_QUESTION
    }
}
