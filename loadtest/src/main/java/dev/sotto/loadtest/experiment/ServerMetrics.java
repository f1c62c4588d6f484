package dev.sotto.loadtest.experiment;

import java.util.HashMap;
import java.util.Map;

/**
 * The server's own page of figures (Prometheus text format 0.0.4), read before and after a run.
 *
 * @param values by name with labels, as they stand in the page
 */
public record ServerMetrics(Map<String, Double> values) {
    public static ServerMetrics parse(String page) {
        Map<String, Double> values = new HashMap<>();
        for (String line : page.split("\n")) {
            int space = line.lastIndexOf(' ');
            if (!line.startsWith("#") && space > 0) {
                try {
                    values.put(
                            line.substring(0, space),
                            Double.valueOf(line.substring(space + 1).strip()));
                } catch (NumberFormatException notOurs) {
                    // exemplars and timestamps are not written by the server under test
                }
            }
        }
        return new ServerMetrics(Map.copyOf(values));
    }

    public double value(String name) {
        return values.getOrDefault(name, 0.0);
    }

    /** Of all figures whose name with labels begins like that. */
    public double sum(String beginning) {
        return values.entrySet().stream()
                .filter(value -> value.getKey().startsWith(beginning))
                .mapToDouble(Map.Entry::getValue)
                .sum();
    }

    /** How much a counter has grown since {@code before}. */
    public long growth(ServerMetrics before, String name) {
        return Math.round(value(name) - before.value(name));
    }

    /** A timer's percentile in milliseconds, as the server counts it: over its last minutes. */
    public long millis(String timer, String quantile) {
        return Math.round(1_000 * value(timer + "_seconds{quantile=\"" + quantile + "\"}"));
    }
}
