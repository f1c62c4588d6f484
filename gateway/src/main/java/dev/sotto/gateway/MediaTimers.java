package dev.sotto.gateway;

import dev.sotto.media.session.MediaMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Sound's meters. What is reported per packet only counts; nothing is looked up or allocated there. */
final class MediaTimers implements MediaMeters {
    /** A packet of ours that goes out later than this after its due time counts as late. */
    private static final long LATE_NANOS = 10_000_000;

    private static final Duration[] SILENCE_BUCKETS = IntStream.of(
                    300, 500, 800, 1_200, 2_000, 3_000, 4_000, 6_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final AtomicInteger sessions;
    private final Counter sent;
    private final Counter late;
    private final Counter lateTicks;
    private final Counter noPort;
    private final Counter underruns;
    private final Map<Drop, Counter> drops = new EnumMap<>(Drop.class);
    private final Timer tick;
    private final Timer bargeIn;
    private final Timer decided;
    private final Timer recognised;
    private final Timer firstSound;
    private final Timer silence;
    private final Timer callerSilence;
    private final Counter silenceAlarms;
    private final Counter inaudible;
    private final Counter falseInterruptions;
    private final Counter backChannels;

    MediaTimers(MeterRegistry registry, AtomicInteger sessions) {
        this.sessions = sessions;
        sent = registry.counter("sotto.media.packets.sent");
        late = registry.counter("sotto.media.packets.late");
        lateTicks = registry.counter("sotto.media.ticks.late");
        noPort = registry.counter("sotto.media.ports.refused");
        underruns = registry.counter("sotto.media.underruns");
        for (Drop drop : Drop.values()) {
            String reason = drop.name().toLowerCase(Locale.ROOT);
            drops.put(drop, registry.counter("sotto.media.packets.dropped", "reason", reason));
        }
        tick = Percentiles.timer(registry, "sotto.media.tick", "Work of one playout tick over all calls");
        bargeIn = Percentiles.timer(registry, "sotto.media.barge.in", "From the caller's speech to our silence");
        falseInterruptions = registry.counter("sotto.media.interruptions.false");
        backChannels = registry.counter("sotto.media.back.channels");
        decided = Percentiles.timer(
                registry, "sotto.media.turn.decided", "From the end of speech to the decision that the turn is over");
        recognised = Percentiles.timer(registry, "sotto.media.turn.recognised", "From that decision to the words");
        firstSound = Percentiles.timer(
                registry, "sotto.media.first.sound", "From a phrase's text to its first sound on the wire");
        silence = Percentiles.timer(registry, "sotto.media.own.silence", "Silences of ours on the wire");
        callerSilence = Timer.builder("sotto.caller.silence")
                .description("Silences that callers hear while it is our turn, by energy on the wire")
                .serviceLevelObjectives(SILENCE_BUCKETS)
                .register(registry);
        silenceAlarms = registry.counter("sotto.caller.silence.alarms");
        inaudible = registry.counter("sotto.caller.inaudible.alarms");
    }

    @Override
    public void sessionOpened() {
        sessions.incrementAndGet();
    }

    @Override
    public void sessionClosed() {
        sessions.decrementAndGet();
    }

    @Override
    public void portRefused() {
        noPort.increment();
    }

    @Override
    public void packetDropped(Drop reason) {
        Counter counter = drops.get(reason);
        if (counter != null) {
            counter.increment();
        }
    }

    @Override
    public void packetLate(long nanos) {
        sent.increment();
        if (nanos > LATE_NANOS) {
            late.increment();
        }
    }

    @Override
    public void tickLate(long nanos) {
        if (nanos > LATE_NANOS) {
            lateTicks.increment();
        }
    }

    @Override
    public void tickTook(long nanos) {
        tick.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void bargeInToSilence(long nanos) {
        bargeIn.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void turnDecided(long nanos) {
        decided.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void turnRecognised(long nanos) {
        recognised.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void firstSound(long nanos) {
        firstSound.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void ownSilence(long nanos) {
        silence.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void callerSilence(long nanos) {
        callerSilence.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void callerSilenceTooLong() {
        silenceAlarms.increment();
    }

    @Override
    public void speechInaudible() {
        inaudible.increment();
    }

    @Override
    public void falseInterruption() {
        falseInterruptions.increment();
    }

    @Override
    public void backChannel() {
        backChannels.increment();
    }

    @Override
    public void underrun() {
        underruns.increment();
    }
}
