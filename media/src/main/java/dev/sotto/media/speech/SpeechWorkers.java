package dev.sotto.media.speech;

import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The one place where threads for speech are made. Decoding and synthesis compute for milliseconds at a time and must be
 * kept from the event loops; their pools are small and fixed so that speech never takes more cores than it was given,
 * which a shared worker pool can't promise.
 */
final class SpeechWorkers {
    private SpeechWorkers() {}

    /** {@code threads} daemon threads that take tasks in the order they came. At most {@code waiting} tasks wait. */
    static ThreadPoolExecutor start(String name, int threads, int waiting) {
        var number = new AtomicInteger();
        return new ThreadPoolExecutor(
                threads, threads, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(waiting), task -> {
                    var thread = new Thread(task, name + "-" + number.incrementAndGet());
                    thread.setDaemon(true);
                    return thread;
                });
    }
}
