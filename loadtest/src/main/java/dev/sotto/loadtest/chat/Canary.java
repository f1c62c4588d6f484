package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.report.Distribution;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few visitors who go on talking, and somebody who asks whether the server is ready, while all others come back: what everybody
 * else feels of a storm. Never cut. On the crowd's event loop only.
 */
final class Canary {
    private static final int VISITORS = 5;
    private static final long EVERY_MILLIS = 100;
    private static final int HTTP_OK = 200;

    private final Vertx vertx;
    private final Crowd few;
    private final Supplier<URI> server;
    private final Queue<Long> due = new ArrayDeque<>();
    private TurnFigures turns = new TurnFigures();
    private Distribution health = new Distribution();
    private @Nullable ServerClient client;
    private long unready;

    Canary(Vertx vertx, Doorway door, Supplier<URI> server, long seed) {
        this.vertx = vertx;
        this.server = server;
        this.few = new Crowd(vertx, door, server, seed);
    }

    /** From now on until the end of the run. */
    Future<Integer> start() {
        return few.come(VISITORS, Duration.ofMillis(500), Duration.ofSeconds(10))
                .onSuccess(in -> vertx.setPeriodic(EVERY_MILLIS, fired -> sing()));
    }

    /** Begins to count anew. */
    void reset() {
        turns = new TurnFigures();
        health = new Distribution();
        unready = 0;
    }

    TurnFigures turns() {
        return turns;
    }

    Distribution health() {
        return health;
    }

    /** How often the server was not ready, or not there. */
    long unready() {
        return unready;
    }

    Crowd visitors() {
        return few;
    }

    private void sing() {
        long now = System.nanoTime();
        turns.due();
        due.add(now);
        for (Visitor visitor : few.visitors()) {
            if (!due.isEmpty() && visitor.free()) {
                visitor.ask(due.remove(), turns);
            }
        }
        ask(now, health);
    }

    private void ask(long now, Distribution into) {
        URI where = server.get();
        if (client == null || !client.base().equals(where)) {
            client = ServerClient.of(vertx, where);
        }
        client.ready().otherwise(0).onSuccess(status -> {
            if (status == HTTP_OK) {
                into.record(System.nanoTime() - now);
            } else {
                unready++;
            }
        });
    }
}
