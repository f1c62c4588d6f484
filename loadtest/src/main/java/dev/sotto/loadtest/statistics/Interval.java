package dev.sotto.loadtest.statistics;

import java.util.Locale;

/**
 * A measured value and between which limits the true one lies, in 95 of 100 experiments like this one.
 *
 * @param replicates independent repetitions behind it; with one there is no interval, and the limits are the value itself
 */
public record Interval(double value, double low, double high, int replicates) {
    /** A value that nothing is known about but itself. */
    public static Interval of(double value) {
        return new Interval(value, value, value, 1);
    }

    /** Whether there were enough replicates to say how sure it is. */
    public boolean sure() {
        return replicates > 1;
    }

    /** Whether any number came out at all. */
    public boolean known() {
        return Double.isFinite(value);
    }

    /** All of it is at least {@code level}. */
    public boolean reaches(double level) {
        return sure() && low >= level;
    }

    /** All of it is below {@code level}. */
    public boolean misses(double level) {
        return sure() && high < level;
    }

    /** As a reader wants it: 3.1 (2.8 to 3.5). */
    @Override
    public String toString() {
        if (!known()) {
            return "-";
        }
        return sure() ? number(value) + " (" + number(low) + " to " + number(high) + ")" : number(value);
    }

    /** Three figures that count. */
    public static String number(double value) {
        if (!Double.isFinite(value)) {
            return "-";
        }
        double size = Math.abs(value);
        int places = size >= 100 || value == 0 ? 0 : size >= 10 ? 1 : size >= 1 ? 2 : 3;
        return String.format(Locale.ROOT, "%." + places + "f", value);
    }
}
