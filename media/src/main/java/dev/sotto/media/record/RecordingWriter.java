package dev.sotto.media.record;

import java.nio.file.Path;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Writes all recordings of a process on one thread: a disk that stands still must hold up nobody else, which a shared worker pool
 * can't promise. Any thread may use it.
 */
public final class RecordingWriter implements AutoCloseable {
    /** Half seconds of sound that wait to be written, over all calls. */
    private static final int WAITING = 16_384;

    private static final int CLOSING_SECONDS = 5;

    private final Executor worker;
    private final RecordingMeters meters;
    private final Runnable stop;

    RecordingWriter(Executor worker, RecordingMeters meters, Runnable stop) {
        this.worker = worker;
        this.meters = meters;
        this.stop = stop;
    }

    /** The one place where its thread is made. */
    public static RecordingWriter start(RecordingMeters meters) {
        ThreadPoolExecutor pool =
                new ThreadPoolExecutor(1, 1, 0, TimeUnit.SECONDS, new ArrayBlockingQueue<>(WAITING), task -> {
                    Thread thread = new Thread(task, "sotto-recorder");
                    thread.setDaemon(true);
                    return thread;
                });
        return new RecordingWriter(pool, meters, () -> finish(pool));
    }

    private static void finish(ThreadPoolExecutor pool) {
        pool.shutdown();
        try {
            pool.awaitTermination(CLOSING_SECONDS, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Begins a file, {@code skippedFrames} after its call's begin. Call context. */
    public CallRecording open(Path file, long skippedFrames) {
        meters.recordingBegan();
        return new CallRecording(this, file, skippedFrames);
    }

    Executor worker() {
        return worker;
    }

    RecordingMeters meters() {
        return meters;
    }

    /** Writes what is there, for some seconds at the most. Blocks: not on an event loop. */
    @Override
    public void close() {
        stop.run();
    }
}
