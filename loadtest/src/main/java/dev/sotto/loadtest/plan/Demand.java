package dev.sotto.loadtest.plan;

import dev.sotto.loadtest.centre.Stages;
import java.time.Duration;

/**
 * What comes to people.
 *
 * @param consultRate share of conversations that need a person
 * @param callSeconds mean length of a conversation with the assistant
 * @param consultSeconds mean attention for one consult
 * @param transferSeconds mean talk and wrap-up of one transferred call
 * @param patience mean patience in a queue
 */
public record Demand(
        double consultRate, double callSeconds, double consultSeconds, double transferSeconds, Duration patience) {
    public Demand {
        if (!(consultRate > 0 && consultRate <= 1)) {
            throw new IllegalArgumentException("the consult rate is a share above 0 and up to 1, not " + consultRate);
        }
        if (!(callSeconds > 0 && consultSeconds > 0 && transferSeconds > 0) || patience.isZero()) {
            throw new IllegalArgumentException("times must be above zero");
        }
    }

    /** With the times of an experiment. */
    public static Demand of(Stages stages, double consultRate, double callSeconds, Duration patience) {
        return new Demand(consultRate, callSeconds, stages.consultSeconds(), stages.callSeconds(), patience);
    }

    /** So many conversations at once, by Little's law, are so many new ones per second. */
    double callsPerSecond(int callsAtOnce) {
        return callsAtOnce / callSeconds;
    }

    /** So many of them need a person. */
    double needsPerSecond(int callsAtOnce) {
        return consultRate * callsPerSecond(callsAtOnce);
    }
}
