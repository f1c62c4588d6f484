package dev.sotto.loadtest.report;

import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.HdrHistogram.ConcurrentHistogram;
import org.HdrHistogram.Histogram;

/** Times of one kind, in microseconds up to an hour. Any thread. */
public final class Distribution {
    private static final long HIGHEST_MICROS = 3_600_000_000L;

    private static final double MOST_NINES = 4;
    private static final double STEP_NINES = 0.05;

    private final Histogram micros = new ConcurrentHistogram(HIGHEST_MICROS, 3);

    public void record(long nanos) {
        micros.recordValue(Math.min(HIGHEST_MICROS, Math.max(0, nanos / 1_000)));
    }

    public void record(Duration time) {
        record(time.toNanos());
    }

    public long count() {
        return micros.getTotalCount();
    }

    /** In milliseconds. */
    public double at(double percentile) {
        return micros.getValueAtPercentile(percentile) / 1_000.0;
    }

    /** Percentile by percentile, in milliseconds, over {@link Axis#percentiles}; as far as the count tells something, the largest last. */
    Plot.Series curve(String name) {
        List<Plot.Point> points = new ArrayList<>();
        for (double nines = 0; Math.pow(10, -nines) * count() >= 1 && nines <= MOST_NINES; nines += STEP_NINES) {
            double percentile = 100 * (1 - Math.pow(10, -nines));
            points.add(Plot.Point.of(Axis.nines(percentile), at(percentile)));
        }
        if (count() > 0) {
            points.add(Plot.Point.of(Axis.nines(100 - 50.0 / count()), at(100)));
        }
        return Plot.Series.of(name, points);
    }

    JsonObject json() {
        return new JsonObject()
                .put("count", count())
                .put("p50_ms", at(50))
                .put("p90_ms", at(90))
                .put("p95_ms", at(95))
                .put("p99_ms", at(99))
                .put("p999_ms", at(99.9))
                .put("max_ms", at(100));
    }

    /** The same for a table. */
    List<Object> cells() {
        return count() == 0 ? List.of(0, "-", "-", "-", "-") : List.of(count(), at(50), at(95), at(99), at(100));
    }

    /** One line of the table: count, p50, p95, p99, max in milliseconds. */
    String row() {
        return count() == 0
                ? "        -"
                : String.format(Locale.ROOT, "%7d %9.0f %9.0f %9.0f %9.0f", count(), at(50), at(95), at(99), at(100));
    }
}
