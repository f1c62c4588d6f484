package dev.sotto.loadtest.desk;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * A time that people differ in: log-normal, as service times of a telephone call centre were found to be (Brown et al.,
 * "Statistical Analysis of a Telephone Call Center: A Queueing-Science Perspective", 2005).
 *
 * @param median half of the times are shorter
 * @param sigma of the logarithm: 0 for a fixed time; 0.5 makes a third of the times differ from the median by more than 1.6 times
 */
public record LogNormal(Duration median, double sigma) {
    public LogNormal {
        if (median.isNegative() || !(sigma >= 0 && sigma <= 3)) {
            throw new IllegalArgumentException("a median of " + median + " with a sigma of " + sigma);
        }
    }

    /** A time of no spread. */
    public static LogNormal fixed(Duration time) {
        return new LogNormal(time, 0);
    }

    /** The next one. */
    public Duration draw(RandomGenerator random) {
        double factor = sigma == 0 ? 1 : Math.exp(sigma * random.nextGaussian());
        return Duration.ofNanos(Math.round(median.toNanos() * factor));
    }

    /** The mean, which is what staffing is planned with: above the median by the long tail. */
    public Duration mean() {
        return Duration.ofNanos(Math.round(median.toNanos() * Math.exp(sigma * sigma / 2)));
    }

    LogNormal scaled(double factor) {
        return new LogNormal(Duration.ofNanos(Math.round(median.toNanos() * factor)), sigma);
    }

    LogNormal spread(double newSigma) {
        return new LogNormal(median, newSigma);
    }
}
