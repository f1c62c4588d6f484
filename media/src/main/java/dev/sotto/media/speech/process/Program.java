package dev.sotto.media.speech.process;

import dev.sotto.media.speech.service.FailedService;
import dev.sotto.media.speech.service.ServiceFailure;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** One run of a program, which is killed when it isn't heard of in time. One worker. */
final class Program implements AutoCloseable {
    private static final Set<String> ENVIRONMENT =
            Set.of("PATH", "HOME", "LANG", "LC_ALL", "LD_LIBRARY_PATH", "TMPDIR");
    private static final long WATCH_MILLIS = 50;
    private static final Executor LATER = CompletableFuture.delayedExecutor(WATCH_MILLIS, TimeUnit.MILLISECONDS);

    private final Process process;
    private volatile long deadlineNanos;
    private volatile boolean late;

    private Program(Process process, Duration time) {
        this.process = process;
        allow(time);
    }

    /**
     * Starts it and gives it the text, one line.
     *
     * @throws FailedService it can't be started
     */
    static Program start(List<String> command, String text, Duration time) {
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD);
        builder.environment().keySet().retainAll(ENVIRONMENT);
        try {
            Program program = new Program(builder.start(), time);
            program.watch();
            program.write(text);
            return program;
        } catch (IOException e) {
            throw new FailedService(ServiceFailure.UNREACHABLE);
        }
    }

    /** A sentence is shorter than a pipe, so this doesn't wait; were it not, the watch would end it. */
    private void write(String text) {
        try (OutputStream in = process.getOutputStream()) {
            in.write((text.replaceAll("\\s+", " ").strip() + "\n").getBytes(StandardCharsets.UTF_8));
        } catch (IOException gone) {
            // it ended without reading: its exit tells
        }
    }

    InputStream output() {
        return process.getInputStream();
    }

    /** From now on it may be silent for so long. */
    void allow(Duration time) {
        deadlineNanos = System.nanoTime() + time.toNanos();
    }

    /**
     * Waits for its end.
     *
     * @throws FailedService it was late, or failed
     */
    void end() {
        try {
            int status = process.waitFor();
            if (late) {
                throw new FailedService(ServiceFailure.SLOW);
            }
            if (status != 0) {
                throw new FailedService(ServiceFailure.REFUSED);
            }
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new FailedService(ServiceFailure.CLOSED);
        }
    }

    private void watch() {
        if (!process.isAlive()) {
            return;
        }
        if (System.nanoTime() - deadlineNanos > 0) {
            late = true;
            kill();
        } else {
            LATER.execute(this::watch);
        }
    }

    /** With what it has started: that holds its output open. */
    private void kill() {
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }

    @Override
    public void close() {
        kill();
    }
}
