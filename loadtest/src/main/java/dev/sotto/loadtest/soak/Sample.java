package dev.sotto.loadtest.soak;

import java.util.Map;

/** How the server and the callers were doing at one moment, or since the one before; by the names of {@link Measure}. */
record Sample(double seconds, Map<Measure, Double> values) {
    Sample {
        values = Map.copyOf(values);
    }

    double value(Measure measure) {
        return values.getOrDefault(measure, Double.NaN);
    }
}
