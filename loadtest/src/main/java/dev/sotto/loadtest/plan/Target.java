package dev.sotto.loadtest.plan;

/**
 * How good it must be.
 *
 * @param answered share of consults that a person turns to in time
 * @param withinSeconds what in time means
 * @param lost share of all callers who may give up waiting for a person
 */
public record Target(double answered, double withinSeconds, double lost) {
    public Target {
        if (!(answered > 0 && answered < 1 && lost > 0 && lost < 1) || withinSeconds < 0) {
            throw new IllegalArgumentException("shares lie between 0 and 1, and time runs forward");
        }
    }
}
