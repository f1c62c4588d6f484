package dev.sotto.loadtest.experiment;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/** When calls begin, drawn before the run: an open model. */
public final class Arrivals {
    private Arrivals() {}

    /** {@code count} moments at random over the ramp, in order: what a Poisson process gives when it is known to give that many. */
    public static List<Duration> random(int count, Duration ramp, RandomGenerator random) {
        List<Duration> moments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            moments.add(Duration.ofNanos((long) (random.nextDouble() * ramp.toNanos())));
        }
        moments.sort(null);
        return moments;
    }

    /** One after the other at the same distance. */
    public static List<Duration> even(int count, Duration ramp) {
        List<Duration> moments = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            moments.add(ramp.multipliedBy(i).dividedBy(count));
        }
        return moments;
    }
}
