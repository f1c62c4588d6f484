package dev.sotto.loadtest.chat;

import java.util.List;
import java.util.OptionalDouble;

/** Where more turns a second begin to cost everybody time. */
final class Knee {
    private static final double REACHED = 0.95;

    /**
     * One stretch.
     *
     * @param offered turns a second that were due
     * @param reached turns a second that were answered
     * @param p99Millis from due to reply
     */
    record Step(double offered, double reached, double p99Millis) {}

    private Knee() {}

    /** The highest rate at which the limit held and which was reached, with every lower one; empty when none did. */
    static OptionalDouble of(List<Step> steps, double limitMillis) {
        return steps.stream()
                .sorted((one, other) -> Double.compare(one.offered(), other.offered()))
                .takeWhile(step -> step.p99Millis() <= limitMillis && step.reached() >= REACHED * step.offered())
                .mapToDouble(Step::offered)
                .max();
    }
}
