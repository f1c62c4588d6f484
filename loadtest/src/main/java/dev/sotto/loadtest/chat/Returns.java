package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.report.Plot;
import java.util.ArrayList;
import java.util.List;

/** When visitors came back after a cut, in order. */
final class Returns {
    private static final int DRAWN = 200;

    private final int expected;
    private final List<Long> nanos = new ArrayList<>();

    Returns(int expected) {
        this.expected = expected;
    }

    /** Times never decrease. */
    void back(long nanosSinceCut) {
        nanos.add(nanosSinceCut);
    }

    int count() {
        return nanos.size();
    }

    int expected() {
        return expected;
    }

    /** Seconds until that share of all was back; NaN when it never was. */
    double seconds(double share) {
        int needed = (int) Math.ceil(expected * share);
        return needed > nanos.size() ? Double.NaN : needed == 0 ? 0 : nanos.get(needed - 1) / 1e9;
    }

    /** How many were back over the seconds. */
    Plot.Series series(String name) {
        List<Plot.Point> points = new ArrayList<>();
        points.add(Plot.Point.of(0, 0));
        int step = Math.max(1, nanos.size() / DRAWN);
        for (int n = step - 1; n < nanos.size(); n += step) {
            points.add(Plot.Point.of(nanos.get(n) / 1e9, n + 1.0));
        }
        return Plot.Series.of(name, points);
    }
}
