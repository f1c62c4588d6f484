package dev.sotto.orchestrator.broker;

import dev.sotto.orchestrator.desk.Deadlines;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** All the broker's clocks behind one timer. Setting a key again moves it. Owned by the broker's context. */
final class GuidanceClock {
    private static final long NO_TIMER = -1;

    private final Vertx vertx;
    private final InstantSource source;
    private final Deadlines deadlines = new Deadlines();
    private final Map<String, Runnable> tasks = new HashMap<>();
    private long timer = NO_TIMER;
    private Instant timerAt = Instant.MAX;

    GuidanceClock(Vertx vertx, InstantSource source) {
        this.vertx = vertx;
        this.source = source;
    }

    Instant now() {
        return source.instant();
    }

    void at(String key, Instant when, Runnable task) {
        deadlines.set(key, when);
        tasks.put(key, task);
        arm();
    }

    void after(String key, Duration wait, Runnable task) {
        at(key, now().plus(wait), task);
    }

    void cancel(String key) {
        deadlines.cancel(key);
        tasks.remove(key);
    }

    void close() {
        if (timer != NO_TIMER) {
            vertx.cancelTimer(timer);
            timer = NO_TIMER;
        }
    }

    private void arm() {
        Instant next = deadlines.next().orElse(Instant.MAX);
        if (next.equals(Instant.MAX) || (timer != NO_TIMER && !next.isBefore(timerAt))) {
            return;
        }
        close();
        // rounded up: a timer that fires early would find nothing due
        long millis = Duration.between(now(), next).plusNanos(999_999).toMillis();
        timerAt = next;
        timer = vertx.setTimer(Math.max(1, millis), ignored -> ring());
    }

    private void ring() {
        timer = NO_TIMER;
        for (String key : deadlines.due(now())) {
            Runnable task = tasks.remove(key);
            if (task != null) {
                task.run();
            }
        }
        arm();
    }
}
