package dev.sotto.loadtest.desk;

import java.time.Duration;
import java.util.Random;

/** How long an agent reads and thinks before answering. Seeded, so a run can be repeated. One context. */
public final class ThinkingTime {
    private final Duration median;
    private final double spread;
    private final Random random;

    private ThinkingTime(Duration median, double spread, long seed) {
        this.median = median;
        this.spread = spread;
        this.random = new Random(seed);
    }

    public static ThinkingTime fixed(Duration time) {
        return new ThinkingTime(time, 0, 0);
    }

    /**
     * Log-normal, as reaction and service times of people are found to be.
     *
     * @param spread sigma of the logarithm: 0.5 makes a third of the times differ from the median by more than 1.6 times
     */
    public static ThinkingTime logNormal(Duration median, double spread, long seed) {
        return new ThinkingTime(median, spread, seed);
    }

    Duration next() {
        double factor = spread == 0 ? 1 : Math.exp(spread * random.nextGaussian());
        return Duration.ofMillis(Math.max(1, Math.round(median.toMillis() * factor)));
    }
}
