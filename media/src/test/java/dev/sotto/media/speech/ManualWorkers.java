package dev.sotto.media.speech;

import java.util.ArrayDeque;
import java.util.concurrent.Executor;

/** Workers that run when told to, in the order of their tasks: a pool without threads. */
final class ManualWorkers implements Executor {
    private final ArrayDeque<Runnable> line = new ArrayDeque<>();

    @Override
    public void execute(Runnable task) {
        line.add(task);
    }

    int waiting() {
        return line.size();
    }

    void runOne() {
        line.remove().run();
    }

    void runAll() {
        while (!line.isEmpty()) {
            runOne();
        }
    }
}
