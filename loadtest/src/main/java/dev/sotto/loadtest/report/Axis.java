package dev.sotto.loadtest.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Where a value stands between two ends, and what is written beside the axis.
 *
 * @param low the value at the beginning
 * @param high the value at the end; above low
 * @param logarithmic whether equal ratios take equal room
 * @param ticks in order
 */
record Axis(double low, double high, boolean logarithmic, List<Tick> ticks) {
    /** Beyond this ratio of largest to smallest a linear axis shows the small ones as nothing. */
    private static final double TOO_WIDE = 500;

    private static final int TICKS = 6;

    /** A value with its text. */
    record Tick(double value, String text) {}

    Axis {
        ticks = List.copyOf(ticks);
    }

    /** An axis from zero (or below, where values are) to a round number above the largest; logarithmic where that is needed to see. */
    static Axis upwards(double smallest, double largest, boolean mayBeLogarithmic) {
        if (mayBeLogarithmic && smallest > 0 && largest / smallest > TOO_WIDE) {
            return decades(smallest, largest);
        }
        double low = Math.min(0, smallest);
        return even(low, largest > low ? largest : low + 1);
    }

    /** An axis that begins at the first value. */
    static Axis along(double smallest, double largest) {
        if (smallest > 0 && largest / smallest > TOO_WIDE) {
            return decades(smallest, largest);
        }
        return even(smallest, largest > smallest ? largest : smallest + 1);
    }

    /** Percentiles by their distance from 100 %, as in plots of HdrHistogram: each nine takes the same room. */
    static Axis percentiles(double most) {
        List<Tick> ticks = new ArrayList<>();
        for (double percentile : new double[] {0, 50, 90, 95, 99, 99.9, 99.99}) {
            if (percentile <= most) {
                ticks.add(new Tick(nines(percentile), Numbers.shown(percentile) + " %"));
            }
        }
        return new Axis(0, Math.max(nines(most), 1), false, ticks);
    }

    /** How far along the percentile axis. */
    static double nines(double percentile) {
        return -Math.log10(1 - Math.min(percentile, 99.999) / 100);
    }

    private static Axis even(double low, double high) {
        double step = step((high - low) / TICKS);
        double first = Math.floor(low / step) * step;
        double last = Math.ceil(high / step - 1e-9) * step;
        List<Tick> ticks = new ArrayList<>();
        for (int i = 0; first + i * step <= last + step / 2; i++) {
            double value = first + i * step;
            ticks.add(new Tick(value, text(value, step)));
        }
        return new Axis(first, last, false, ticks);
    }

    private static Axis decades(double low, double high) {
        int from = (int) Math.floor(Math.log10(low));
        int to = (int) Math.ceil(Math.log10(high));
        List<Tick> ticks = new ArrayList<>();
        for (int power = from; power <= to; power++) {
            double value = Math.pow(10, power);
            ticks.add(new Tick(value, Numbers.shown(value)));
        }
        return new Axis(Math.pow(10, from), Math.pow(10, to), true, ticks);
    }

    /** 1, 2 or 5 times a power of ten, at least {@code wanted}. */
    static double step(double wanted) {
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double rest = wanted / power;
        return power * (rest <= 1 ? 1 : rest <= 2 ? 2 : rest <= 5 ? 5 : 10);
    }

    private static String text(double value, double step) {
        int decimals = (int) Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
        return String.format(Locale.ROOT, "%,." + decimals + "f", Math.abs(value) < step / 1e6 ? 0.0 : value);
    }

    /** 0 at the low end, 1 at the high one; values outside are brought to the nearer end. */
    double at(double value) {
        double share = logarithmic
                ? Math.log(Math.max(value, low) / low) / Math.log(high / low)
                : (value - low) / (high - low);
        return Math.max(0, Math.min(1, share));
    }
}
