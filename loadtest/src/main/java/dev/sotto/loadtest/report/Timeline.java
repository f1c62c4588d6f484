package dev.sotto.loadtest.report;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;

/** A value by the time of a run at which it was seen: live calls, CPU, memory. Any thread. */
public final class Timeline {
    private final Map<Long, Double> byMillis = new ConcurrentSkipListMap<>();

    public void at(Duration sinceStart, double value) {
        byMillis.put(sinceStart.toMillis(), value);
    }

    /** As a series over seconds. */
    public Plot.Series series(String name) {
        List<Plot.Point> points = new ArrayList<>(byMillis.size());
        byMillis.forEach((millis, value) -> points.add(Plot.Point.of(millis / 1_000.0, value)));
        return Plot.Series.of(name, points);
    }
}
