package dev.sotto.orchestrator.memory;

import java.util.Locale;

/** How a conversation went on after an answer. On the wire in lower case. */
enum Outcome {
    /** It came to its end, and the question did not come back. */
    HELPED,
    /** The question came back. */
    ASKED_AGAIN,
    /** The customer left with the task in hand. */
    UNFINISHED,
    /** A person had to take over, or the call was moved. */
    TAKEN_OVER;

    boolean good() {
        return this == HELPED;
    }

    String wire() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Outcome of(boolean takenOver, boolean askedAgain, boolean taskLeftOpen) {
        if (takenOver) {
            return TAKEN_OVER;
        }
        if (askedAgain) {
            return ASKED_AGAIN;
        }
        return taskLeftOpen ? UNFINISHED : HELPED;
    }
}
