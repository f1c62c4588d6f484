package dev.sotto.loadtest.chat;

import dev.sotto.loadtest.server.ProcessFigures;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.LongSupplier;

/** What the server's process costs, seen from outside it, on Linux: its own tools and {@code /proc}. Any thread. */
public final class ServerProbe {
    private final Vertx vertx;
    private final LongSupplier pid;

    /** @param pid asked each time: a restarted server has another one */
    public ServerProbe(Vertx vertx, LongSupplier pid) {
        this.vertx = vertx;
        this.pid = pid;
    }

    /**
     * Memory at one moment.
     *
     * @param live bytes that a full collection leaves, by class
     * @param resident bytes of the process in memory: pages mapped more than once (as ZGC does with its heap) count once
     */
    public record Memory(ClassHistogram live, long resident) {}

    public Duration cpu() {
        return ProcessFigures.of(pid.getAsLong()).cpu();
    }

    /** Collects garbage twice (what finalisers and reference queues free goes in the second), then counts. */
    public Future<Memory> memory() {
        return vertx.executeBlocking(
                () -> {
                    long process = pid.getAsLong();
                    jcmd(process, "GC.run");
                    String histogram = jcmd(process, "GC.class_histogram");
                    return new Memory(
                            ClassHistogram.parse(histogram),
                            ProcessFigures.of(process).memoryBytes());
                },
                false);
    }

    private static String jcmd(long pid, String command) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        Path answer = Files.createTempFile("sotto-jcmd-", ".txt");
        try {
            Process process = new ProcessBuilder(java.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .redirectOutput(answer.toFile())
                    .start();
            int status = process.waitFor();
            String told = Files.readString(answer, StandardCharsets.UTF_8);
            if (status != 0) {
                throw new IOException("jcmd " + pid + " " + command + " says: " + told.strip());
            }
            return told;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        } finally {
            Files.delete(answer);
        }
    }
}
