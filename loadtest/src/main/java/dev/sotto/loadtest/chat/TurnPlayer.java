package dev.sotto.loadtest.chat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/**
 * Plays a schedule of turns over visitors. A turn whose visitor still waits for an answer goes to the next one who is free; where
 * nobody is, it waits for somebody: its time counts from when it was due in either case. On the visitors' event loop only.
 */
final class TurnPlayer {
    private static final long LOOK_MILLIS = 20;

    private final Vertx vertx;
    private final List<Visitor> visitors;
    private final TurnSchedule schedule;
    private final TurnFigures figures;
    private final Queue<Integer> waiting = new ArrayDeque<>();
    private final Promise<TurnFigures> over = Promise.promise();
    private long startNanos;
    private int next;

    TurnPlayer(Vertx vertx, List<Visitor> visitors, TurnSchedule schedule, TurnFigures figures) {
        this.vertx = vertx;
        this.visitors = visitors;
        this.schedule = schedule;
        this.figures = figures;
    }

    /** Completes when every turn is answered, or {@code patience} after the last was due. */
    Future<TurnFigures> play(Duration patience) {
        startNanos = System.nanoTime();
        advance();
        long deadline = startNanos + schedule.length().toNanos() + patience.toNanos();
        vertx.setPeriodic(LOOK_MILLIS, timer -> {
            serveWaiting();
            boolean answered = next == schedule.size() && waiting.isEmpty() && figures.lostReplies() == 0;
            if (answered || System.nanoTime() - deadline > 0) {
                vertx.cancelTimer(timer);
                visitors.forEach(visitor -> visitor.giveUp(figures));
                over.complete(figures);
            }
        });
        return over.future();
    }

    TurnFigures figures() {
        return figures;
    }

    private void advance() {
        long now = System.nanoTime();
        while (next < schedule.size() && due(next) - now <= 0) {
            figures.due();
            waiting.add(next++);
        }
        serveWaiting();
        if (next < schedule.size()) {
            long wait = due(next) - System.nanoTime();
            vertx.setTimer(Math.max(1, Duration.ofNanos(wait).toMillis()), fired -> advance());
        }
    }

    private void serveWaiting() {
        while (!waiting.isEmpty()) {
            int turn = waiting.element();
            Visitor free = freeFrom(schedule.visitors()[turn]);
            if (free == null) {
                return;
            }
            waiting.remove();
            free.ask(due(turn), figures);
        }
    }

    private @Nullable Visitor freeFrom(int first) {
        int tried = Math.min(visitors.size(), 200);
        for (int n = 0; n < tried; n++) {
            Visitor visitor = visitors.get((first + n) % visitors.size());
            if (visitor.free()) {
                return visitor;
            }
        }
        return null;
    }

    private long due(int turn) {
        return startNanos + schedule.dueNanos()[turn];
    }
}
