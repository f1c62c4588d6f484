package dev.sotto.loadtest.centre;

import java.util.Arrays;
import java.util.List;

/**
 * How long something took, as eleven quantiles from the least to the most: what a report can carry and a model can draw from.
 *
 * @param seconds at 0 %, 10 % ... 100 %
 */
public record Quantiles(List<Double> seconds) {
    private static final int STEPS = 10;

    public Quantiles {
        seconds = List.copyOf(seconds);
        if (seconds.size() != STEPS + 1) {
            throw new IllegalArgumentException(seconds.size() + " quantiles, not " + (STEPS + 1));
        }
    }

    /** The same every time. */
    public static Quantiles fixed(double seconds) {
        return new Quantiles(java.util.Collections.nCopies(STEPS + 1, seconds));
    }

    /** Of measured values; what is no number is left out. {@code otherwise} where none was measured. */
    public static Quantiles of(double[] values, Quantiles otherwise) {
        double[] sorted =
                Arrays.stream(values).filter(Double::isFinite).sorted().toArray();
        if (sorted.length == 0) {
            return otherwise;
        }
        Double[] at = new Double[STEPS + 1];
        for (int i = 0; i <= STEPS; i++) {
            at[i] = between(sorted, i * (sorted.length - 1.0) / STEPS);
        }
        return new Quantiles(List.of(at));
    }

    /** The value below which a share {@code p} lies; drawn with a uniform {@code p} it is a sample. */
    public double at(double p) {
        double place = Math.max(0, Math.min(1, p)) * STEPS;
        int below = Math.min(STEPS - 1, (int) place);
        return seconds.get(below) + (place - below) * (seconds.get(below + 1) - seconds.get(below));
    }

    /** Of what {@link #at} draws. */
    public double mean() {
        double sum = 0;
        for (int i = 0; i < STEPS; i++) {
            sum += (seconds.get(i) + seconds.get(i + 1)) / 2;
        }
        return sum / STEPS;
    }

    private static double between(double[] sorted, double place) {
        int below = Math.min(sorted.length - 1, (int) place);
        int above = Math.min(sorted.length - 1, below + 1);
        return sorted[below] + (place - below) * (sorted[above] - sorted[below]);
    }
}
