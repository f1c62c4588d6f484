package dev.sotto.gateway;

import dev.sotto.media.speech.service.ServiceFailure;
import dev.sotto.media.speech.service.ServiceMeter;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** What one speech engine outside of this process does. Thread-safe. */
final class SpeechTimers implements ServiceMeter {
    private static final List<String> STATES = List.of("closed", "half_open", "open");

    private final MeterRegistry registry;
    private final Tags tags;
    private final AtomicInteger streams;
    private final AtomicInteger circuit;
    private final Timer first;
    private final Timer last;
    private final Counter dropped;

    /** @param kind recognizer or voice */
    SpeechTimers(MeterRegistry registry, String engine, String kind) {
        this.registry = registry;
        tags = Tags.of("engine", engine, "kind", kind);
        streams = registry.gauge("sotto.speech.streams", tags, new AtomicInteger());
        circuit = registry.gauge("sotto.speech.circuit", tags, new AtomicInteger());
        first = timer("sotto.speech.first", "From speech to its first words, or from a text to its first sound");
        last = timer("sotto.speech.final", "From the end of speech to its words");
        dropped = registry.counter("sotto.speech.samples.dropped", tags);
    }

    private Timer timer(String name, String description) {
        return Percentiles.timer(registry, name, description, tags);
    }

    @Override
    public void streams(int change) {
        streams.addAndGet(change);
    }

    @Override
    public void firstResult(long nanos) {
        first.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void finalAfter(long nanos) {
        last.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void failed(ServiceFailure why) {
        registry.counter("sotto.speech.failures", tags.and("reason", why.name().toLowerCase(Locale.ROOT)))
                .increment();
    }

    @Override
    public void fellBack(String why) {
        registry.counter("sotto.speech.fallbacks", tags.and("when", why)).increment();
    }

    /** As a gauge: 0 closed, 1 half-open, 2 open. */
    @Override
    public void circuit(String state) {
        circuit.set(STATES.indexOf(state));
        registry.counter("sotto.speech.circuit.changes", tags.and("to", state)).increment();
    }

    @Override
    public void dropped(int samples) {
        dropped.increment(samples);
    }
}
