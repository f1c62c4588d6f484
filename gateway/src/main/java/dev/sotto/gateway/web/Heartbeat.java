package dev.sotto.gateway.web;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Visits every socket of an edge instance at a steady interval: keeps paths open and ends what has gone stale. A few at a time:
 * ten thousand pings at once would be a pause that everybody feels. On its context only.
 */
public final class Heartbeat {
    /** What is visited. */
    public interface Beating {
        void beat();
    }

    private static final int SLICES = 100;
    private static final long SHORTEST_MILLIS = 20;

    /** A socket's slice is a matter of its identity, so that it needs no memory of its own. */
    private final List<Set<Beating>> slices;

    private int next;

    public Heartbeat(Vertx vertx, Duration every) {
        int count = (int) Math.max(1, Math.min(SLICES, every.toMillis() / SHORTEST_MILLIS));
        slices = IntStream.range(0, count)
                .<Set<Beating>>mapToObj(n -> new HashSet<>())
                .toList();
        vertx.setPeriodic(Math.max(1, every.toMillis() / count), fired -> beatNext());
    }

    public void add(Beating socket) {
        sliceOf(socket).add(socket);
    }

    public void remove(Beating socket) {
        sliceOf(socket).remove(socket);
    }

    public int size() {
        return slices.stream().mapToInt(Set::size).sum();
    }

    private void beatNext() {
        next = (next + 1) % slices.size();
        List.copyOf(slices.get(next)).forEach(Beating::beat);
    }

    private Set<Beating> sliceOf(Beating socket) {
        return slices.get(Math.floorMod(System.identityHashCode(socket), slices.size()));
    }
}
