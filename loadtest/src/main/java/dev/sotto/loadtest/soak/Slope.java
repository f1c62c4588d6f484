package dev.sotto.loadtest.soak;

import java.util.Arrays;
import java.util.Locale;

/**
 * How fast something grows, by the median of the slopes between all pairs of samples, with an interval that holds the true one in
 * 95 of 100 runs without a trend in the noise (P. K. Sen, "Estimates of the regression coefficient based on Kendall's tau", JASA 63,
 * 1968). A few wild samples don't move it.
 *
 * @param perHour the median; {@code low} and {@code high} its interval
 * @param low minus infinity with too few samples to say
 */
public record Slope(double perHour, double low, double high) {
    private static final double HOUR = 3_600;
    /** Of the normal distribution, both sides together 5 %. */
    private static final double Z = 1.96;

    /** @param seconds when each value was seen; in order, not all the same */
    public static Slope of(double[] seconds, double[] values) {
        int count = seconds.length;
        if (count != values.length || count < 2) {
            throw new IllegalArgumentException(count + " times and " + values.length + " values");
        }
        double[] slopes = new double[count * (count - 1) / 2];
        int pairs = 0;
        for (int i = 0; i < count; i++) {
            for (int j = i + 1; j < count; j++) {
                if (seconds[j] > seconds[i]) {
                    slopes[pairs++] = HOUR * (values[j] - values[i]) / (seconds[j] - seconds[i]);
                }
            }
        }
        double[] sorted = Arrays.copyOf(slopes, pairs);
        Arrays.sort(sorted);
        // spread of Kendall's S; ties make it smaller, so this is on the safe side
        double spread = Z * Math.sqrt(count * (count - 1.0) * (2.0 * count + 5) / 18);
        int low = (int) Math.floor((pairs - spread) / 2) - 1;
        int high = (int) Math.ceil((pairs + spread) / 2);
        return new Slope(
                median(sorted),
                low < 0 ? Double.NEGATIVE_INFINITY : sorted[low],
                high >= pairs ? Double.POSITIVE_INFINITY : sorted[high]);
    }

    private static double median(double[] sorted) {
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /** Whether it grows: zero is outside of the interval, on the left. */
    public boolean grows() {
        return low > 0;
    }

    public boolean shrinks() {
        return high < 0;
    }

    /** For people, for example {@code +0.2 MB/h [-1.0, +1.3], not distinguishable from 0}. */
    public String words(String unit) {
        String said = grows() ? "grows" : shrinks() ? "shrinks" : "not distinguishable from 0";
        return String.format(Locale.ROOT, "%+.3g %s/h [%+.3g, %+.3g], %s", perHour, unit, low, high, said);
    }
}
