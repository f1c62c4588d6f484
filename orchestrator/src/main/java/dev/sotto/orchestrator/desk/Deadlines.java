package dev.sotto.orchestrator.desk;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;

/** One moment per key, the earliest first: any number of clocks behind a single timer. Not thread-safe. */
public final class Deadlines {
    private record Due(Instant at, String key) {}

    private final TreeSet<Due> order =
            new TreeSet<>(Comparator.comparing(Due::at).thenComparing(Due::key));
    private final Map<String, Due> byKey = new HashMap<>();

    /** Sets or moves a key's moment. */
    public void set(String key, Instant at) {
        cancel(key);
        Due due = new Due(at, key);
        byKey.put(key, due);
        order.add(due);
    }

    public void cancel(String key) {
        Due old = byKey.remove(key);
        if (old != null) {
            order.remove(old);
        }
    }

    public Optional<Instant> next() {
        return order.isEmpty() ? Optional.empty() : Optional.of(order.first().at());
    }

    /** Removes and returns the keys whose moment has come, earliest first. */
    public List<String> due(Instant now) {
        List<String> keys = new ArrayList<>();
        while (!order.isEmpty() && !order.first().at().isAfter(now)) {
            Due due = order.pollFirst();
            byKey.remove(due.key());
            keys.add(due.key());
        }
        return keys;
    }

    public int size() {
        return byKey.size();
    }
}
