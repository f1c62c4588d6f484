package dev.sotto.loadtest.centre;

import java.util.Locale;

/** What happens at a point where a person is needed. */
public enum Arm {
    /** The assistant asks the person in the background and stays with the caller. */
    CONSULT,
    /** The call goes to the person, one at a time, through a queue. */
    ESCALATE;

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
