package dev.sotto.loadtest.soak;

import dev.sotto.loadtest.desk.ServerClient;
import dev.sotto.loadtest.experiment.ServerMetrics;
import dev.sotto.loadtest.phone.VirtualCaller;
import dev.sotto.loadtest.report.Distribution;
import dev.sotto.loadtest.server.ProcessFigures;
import dev.sotto.loadtest.server.ServerProcess;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Looks at the server and at what callers felt since the last look. One look at a time. */
final class Sampler {
    private static final double MEGABYTE = 1024 * 1024;
    private static final double MINUTE = 60;
    private static final double MILLION = 1e6;
    private static final int COLLECTED_WITHIN_SECONDS = 20;

    // written once
    private final Vertx vertx;
    private final ServerProcess process;
    private final Path postgres;
    private final ServerClient server;
    private final long beganNanos = System.nanoTime();

    // any thread
    private final List<VirtualCaller> longCalls = new CopyOnWriteArrayList<>();
    private final AtomicReference<Distribution> replies = new AtomicReference<>(new Distribution());

    // one look after the other
    private ServerMetrics last = ServerMetrics.parse("");
    private Duration lastCpu = Duration.ZERO;
    private double lastSeconds;

    /** @param data the server's data folder, with the embedded database in it */
    Sampler(Vertx vertx, ServerProcess process, Path data) {
        this.vertx = vertx;
        this.process = process;
        postgres = data.resolve("postgres/data");
        server = ServerClient.of(vertx, process.http());
    }

    void stays(VirtualCaller caller) {
        longCalls.add(caller);
    }

    void replied(long nanos) {
        Objects.requireNonNull(replies.get()).record(nanos);
    }

    Future<Sample> look() {
        return vertx.executeBlocking(this::collectGarbage, false)
                .compose(collected -> server.metrics())
                .compose(page -> vertx.executeBlocking(() -> sample(ServerMetrics.parse(page)), false));
    }

    /** Asks the server's virtual machine for a collection: what is left then is in use. */
    private boolean collectGarbage() throws IOException, InterruptedException {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        boolean there = Files.isExecutable(jcmd);
        if (there) {
            Process asked = new ProcessBuilder(jcmd.toString(), Long.toString(process.pid()), "GC.run")
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!asked.waitFor(COLLECTED_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                asked.destroyForcibly();
            }
        }
        return there;
    }

    private Sample sample(ServerMetrics now) throws IOException {
        double seconds = (System.nanoTime() - beganNanos) / 1e9;
        double passed = Math.max(1e-3, seconds - lastSeconds);
        ProcessFigures figures = ProcessFigures.of(process.pid());
        Duration cpu = figures.cpu();
        ProcessFacts facts = ProcessFacts.of(process.pid());
        Map<Measure, Double> values = new EnumMap<>(Measure.class);
        values.put(Measure.HEAP, heap(now));
        values.put(Measure.RESIDENT, figures.memoryBytes() / MEGABYTE);
        values.put(Measure.THREADS, (double) facts.threads());
        values.put(Measure.FILES, (double) facts.files());
        values.put(Measure.SOCKETS, (double) facts.sockets());
        values.put(Measure.DATABASE, (double) databaseConnections());
        values.put(Measure.CALLS, now.value("sotto_calls"));
        values.put(Measure.SESSIONS, now.value("sotto_media_sessions"));
        values.put(Measure.CONVERSATIONS, now.value("sotto_conversations_live"));
        values.put(Measure.PORTS, now.value("sotto_media_ports_taken"));
        values.put(Measure.RESTING, now.value("sotto_media_ports_resting"));
        values.put(Measure.GUIDANCE, now.value("sotto_guidance_open"));
        values.put(Measure.JOURNAL, now.value("sotto_journal_waiting"));
        values.put(Measure.LOOP_LAG, now.growth(last, "sotto_media_ticks_late_total") * MINUTE / passed);
        values.put(Measure.CPU, cpu.minus(lastCpu).toMillis() / 1_000.0 / passed);
        double sent = now.growth(last, "sotto_media_packets_sent_total");
        if (sent > 0) {
            values.put(Measure.LATE, MILLION * now.growth(last, "sotto_media_packets_late_total") / sent);
        }
        Distribution heard = replies.getAndSet(new Distribution());
        if (heard.count() > 0) {
            values.put(Measure.REPLY, heard.at(95));
        }
        longCalls.stream()
                .filter(caller -> caller.clock().windows() > 1)
                .mapToDouble(caller -> caller.clock().behindMillis())
                .average()
                .ifPresent(behind -> values.put(Measure.DRIFT, behind));
        last = now;
        lastCpu = cpu;
        lastSeconds = seconds;
        return new Sample(seconds, values);
    }

    private static double heap(ServerMetrics now) {
        return now.values().entrySet().stream()
                        .filter(entry -> entry.getKey().startsWith("jvm_memory_used_bytes{area=\"heap\""))
                        .mapToDouble(Map.Entry::getValue)
                        .sum()
                / MEGABYTE;
    }

    /** Processes of PostgreSQL that serve a connection say so in their title. */
    private long databaseConnections() throws IOException {
        List<String> lines = Files.readAllLines(postgres.resolve("postmaster.pid"));
        return ProcessHandle.of(Long.parseLong(lines.get(0).strip())).stream()
                .flatMap(ProcessHandle::children)
                .filter(child -> title(child.pid()).contains("sotto postgres"))
                .count();
    }

    private static String title(long pid) {
        try {
            return Files.readString(Path.of("/proc", Long.toString(pid), "cmdline"));
        } catch (IOException gone) {
            return "";
        }
    }
}
