package dev.sotto.loadtest.experiment;

import dev.sotto.loadtest.phone.Script;
import dev.sotto.loadtest.script.Cast;
import dev.sotto.loadtest.script.ScriptLibrary;
import java.util.Locale;

/**
 * Shipped callers ({@code callers/*.yaml}) that need nobody to tell them what is said. None of them changes an order, so any number of
 * them can follow each other: agents of a run decline refunds and choose repairs.
 */
public enum Scenario {
    REFUND,
    DAMAGED,
    STATUS,
    QUESTION,
    BARGE_IN;

    /** The same for every caller. */
    public Script script() {
        return ScriptLibrary.shipped().script(name().toLowerCase(Locale.ROOT)).draw(Cast.of(0));
    }
}
