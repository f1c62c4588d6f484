package dev.sotto.orchestrator.memory;

import dev.sotto.orchestrator.assistant.intent.Embedder;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.util.concurrent.Callable;

/** Embeds and compares on a small pool; when too much waits for it, it says no. Owned by the memory's context. */
final class Thinking {
    private static final String POOL = "sotto-memory";
    private static final int WORKERS = 2;
    private static final int MOST_WAITING = 256;

    private final WorkerExecutor workers;
    private final Embedder embedder;
    private int waiting;

    Thinking(Vertx vertx, Embedder embedder) {
        this.workers = vertx.createSharedWorkerExecutor(POOL, WORKERS);
        this.embedder = embedder;
    }

    Future<Vector> embed(String pattern) {
        return run(() -> Vector.of(embedder.embed(pattern)));
    }

    <T> Future<T> run(Callable<T> work) {
        if (waiting >= MOST_WAITING) {
            return Future.failedFuture("the memory is behind by " + waiting + " questions");
        }
        waiting++;
        return workers.executeBlocking(work, false).onComplete(done -> waiting--);
    }

    Future<Void> close() {
        return workers.close();
    }
}
