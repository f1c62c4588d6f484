package dev.sotto.loadtest.desk;

import java.util.Locale;

/** What a person is asked for: each kind takes its own time to think. */
public enum Kind {
    /** Yes or no to one thing with its facts in view. */
    APPROVAL,
    /** One of a few ways to go on. */
    CLARIFICATION,
    /** Words of their own. */
    INSTRUCTION;

    /** As a card has it under {@code kind}; anything unknown takes as long as an instruction. */
    public static Kind of(String name) {
        for (Kind kind : values()) {
            if (kind.name().equals(name.toUpperCase(Locale.ROOT))) {
                return kind;
            }
        }
        return INSTRUCTION;
    }
}
