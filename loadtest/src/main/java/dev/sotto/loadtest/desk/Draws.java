package dev.sotto.loadtest.desk;

import java.util.SplittableRandom;

/**
 * Chance that belongs to a caller: what is drawn for (seed, caller, what) is the same however many others were drawn before, so
 * that two arms of an experiment meet the same people. Any thread.
 *
 * @param seed of the run
 */
public record Draws(long seed) {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    /** A fresh source, always the same for the same caller and purpose. */
    public SplittableRandom of(int caller, String what) {
        long mixed = (seed + GOLDEN) * GOLDEN + caller;
        // the text's hash is defined by the language, so it is the same everywhere
        return new SplittableRandom(mixed * GOLDEN ^ (long) what.hashCode() << 17).split();
    }
}
