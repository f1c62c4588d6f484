package dev.sotto.gateway.web;

import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** One timer that visits every socket of an edge instance: keeps paths open and ends what has gone stale. On its context only. */
public final class Heartbeat {
    /** What is visited. */
    public interface Beating {
        void beat();
    }

    private final Set<Beating> beating = new HashSet<>();

    public Heartbeat(Vertx vertx, Duration every) {
        vertx.setPeriodic(every.toMillis(), fired -> List.copyOf(beating).forEach(Beating::beat));
    }

    public void add(Beating socket) {
        beating.add(socket);
    }

    public void remove(Beating socket) {
        beating.remove(socket);
    }

    public int size() {
        return beating.size();
    }
}
