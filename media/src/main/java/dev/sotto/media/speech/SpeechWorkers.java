package dev.sotto.media.speech;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one place where threads for speech are made. Decoding and synthesis compute for milliseconds at a time and must be
 * kept from the event loops; their pools are small and fixed so that speech never takes more cores than it was given,
 * which a shared worker pool can't promise. They give way to the loops where cores are short ({@link Niceness}).
 */
final class SpeechWorkers {
    private SpeechWorkers() {}

    /**
     * Starts {@code threads} daemon threads that take tasks in the order they came. At most {@code waiting} tasks wait.
     *
     * @param nice how much they give way
     */
    static ThreadPoolExecutor start(String name, int threads, int waiting, int nice) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), task -> {
                    Runnable yielding = () -> {
                        Niceness.atLeast(nice);
                        task.run();
                    };
                    var thread = new Thread(yielding, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
