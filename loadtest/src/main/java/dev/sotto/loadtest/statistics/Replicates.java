package dev.sotto.loadtest.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.BetaDistribution;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * Confidence intervals from an experiment that was repeated with several seeds. The seeds are the replicates, not the calls: calls of
 * one seed stand in the same queue, so they don't tell independently of each other.
 */
public final class Replicates {
    private static final double TAIL = 0.025;

    private Replicates() {}

    /** The mean, by Student's t: right for few replicates when their means are about normal. What is no number is left out. */
    public static Interval mean(double... perReplicate) {
        double[] known = Arrays.stream(perReplicate).filter(Double::isFinite).toArray();
        if (known.length == 0) {
            return Interval.of(Double.NaN);
        }
        double mean = Arrays.stream(known).average().orElseThrow();
        if (known.length == 1) {
            return Interval.of(mean);
        }
        double half = half(known, mean);
        return new Interval(mean, mean - half, mean + half, known.length);
    }

    /**
     * How many times {@code top} is {@code bottom}, replicate by replicate: the same callers came in both, so what made one seed hard
     * cancels out. The mean and Student's t are of the logarithms; the value is the geometric mean of the ratios. Pairs of which one
     * is not above zero have no ratio and make the whole unknown.
     */
    public static Interval ratio(double[] top, double[] bottom) {
        if (top.length != bottom.length || top.length == 0) {
            throw new IllegalArgumentException(top.length + " replicates cannot be paired with " + bottom.length);
        }
        double[] logarithms = new double[top.length];
        for (int i = 0; i < top.length; i++) {
            if (!(top[i] > 0) || !(bottom[i] > 0)) {
                return Interval.of(Double.NaN);
            }
            logarithms[i] = Math.log(top[i] / bottom[i]);
        }
        Interval mean = mean(logarithms);
        return new Interval(Math.exp(mean.value()), Math.exp(mean.low()), Math.exp(mean.high()), mean.replicates());
    }

    /** {@code top} less {@code bottom}, replicate by replicate; for figures that can be zero, where a ratio says nothing. */
    public static Interval difference(double[] top, double[] bottom) {
        double[] differences = new double[top.length];
        Arrays.setAll(differences, i -> top[i] - bottom[i]);
        return mean(differences);
    }

    /**
     * A share of independent cases, by Clopper and Pearson (1934): exact, never too narrow for independent cases, and there is one
     * even when it never happened.
     */
    public static Interval share(long happened, long cases) {
        if (cases == 0) {
            return Interval.of(Double.NaN);
        }
        double low = happened == 0
                ? 0
                : BetaDistribution.of(happened, cases - happened + 1.0).inverseCumulativeProbability(TAIL);
        double high = happened == cases
                ? 1
                : BetaDistribution.of(happened + 1.0, cases - happened).inverseSurvivalProbability(TAIL);
        return new Interval((double) happened / cases, low, high, (int) Math.min(Integer.MAX_VALUE, cases));
    }

    private static double half(double[] values, double mean) {
        double squares = Arrays.stream(values)
                .map(value -> (value - mean) * (value - mean))
                .sum();
        double error = Math.sqrt(squares / (values.length - 1) / values.length);
        return error * TDistribution.of(values.length - 1.0).inverseSurvivalProbability(TAIL);
    }
}
