package dev.sotto.orchestrator.tool;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** Lets so many calls of each tool run at once, so many wait, and turns the rest away. Owned by the runner's context. */
final class CallSlots {
    private static final class Line {
        int running;
        final ArrayDeque<Promise<Void>> waiting = new ArrayDeque<>();
    }

    private final int concurrent;
    private final int mostWaiting;
    private final Map<String, Line> lines = new HashMap<>();

    CallSlots(int concurrent, int mostWaiting) {
        this.concurrent = concurrent;
        this.mostWaiting = mostWaiting;
    }

    /** Runs the call in its turn; {@code busy} is the result when too many wait already. */
    <T> Future<T> run(String tool, Supplier<Future<T>> call, Supplier<T> busy) {
        Line line = lines.computeIfAbsent(tool, name -> new Line());
        if (line.running < concurrent) {
            line.running++;
            return started(line, call);
        }
        if (line.waiting.size() >= mostWaiting) {
            return Future.succeededFuture(busy.get());
        }
        Promise<Void> turn = Promise.promise();
        line.waiting.add(turn);
        return turn.future().compose(mine -> started(line, call));
    }

    private static <T> Future<T> started(Line line, Supplier<Future<T>> call) {
        // within compose a throw becomes a failure, and the slot is given back
        return Future.succeededFuture().compose(now -> call.get()).onComplete(done -> {
            Promise<Void> next = line.waiting.poll();
            if (next == null) {
                line.running--;
            } else {
                next.complete();
            }
        });
    }
}
