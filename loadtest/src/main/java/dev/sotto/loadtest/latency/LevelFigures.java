package dev.sotto.loadtest.latency;

import dev.sotto.loadtest.phone.CallResult;
import dev.sotto.loadtest.phone.Felt;
import dev.sotto.loadtest.phone.PacketCounts;
import dev.sotto.loadtest.report.Distribution;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;

/** What was measured with so many live conversations. Any thread. */
final class LevelFigures {
    final int level;
    private final Map<Figure, Distribution> times = new EnumMap<>(Figure.class);
    private final Map<String, Integer> outcomes = new ConcurrentSkipListMap<>();
    private final Map<String, Integer> troubles = new ConcurrentSkipListMap<>();
    private final AtomicReference<PacketCounts> packets = new AtomicReference<>(PacketCounts.NONE);
    private final AtomicInteger recordings = new AtomicInteger();
    private final AtomicInteger identified = new AtomicInteger();

    volatile long liveAtServer;
    volatile int liveHere;
    volatile long serverSent;
    volatile long serverLate;
    volatile long ownTicks;
    volatile long ownLateTicks;

    LevelFigures(int level) {
        this.level = level;
        for (Figure figure : Figure.values()) {
            times.put(figure, new Distribution());
        }
    }

    void record(Figure figure, long nanos) {
        time(figure).record(nanos);
    }

    /** A call of which {@code felt} is what counts. */
    void add(CallResult result, Felt felt) {
        for (Figure figure : Figure.values()) {
            figure.of(felt).forEach(nanos -> record(figure, nanos));
        }
        packets.accumulateAndGet(result.packets(), PacketCounts::plus);
        outcomes.merge(result.outcome().name().toLowerCase(Locale.ROOT), 1, Integer::sum);
        if (!result.completed()) {
            troubles.merge(result.script() + ": " + result.detail(), 1, Integer::sum);
        }
    }

    /** The transcript told which sentence followed from an answer. */
    void identified() {
        identified.incrementAndGet();
    }

    int identifiedCount() {
        return identified.get();
    }

    /** The number of the next recording. */
    int nextRecording() {
        return recordings.incrementAndGet();
    }

    Distribution time(Figure figure) {
        return times.getOrDefault(figure, new Distribution());
    }

    PacketCounts packets() {
        return Objects.requireNonNullElse(packets.get(), PacketCounts.NONE);
    }

    String outcomes() {
        return outcomes.toString();
    }

    String troubles() {
        return troubles.toString();
    }
}
