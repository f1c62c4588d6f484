package dev.sotto.gateway;

import dev.sotto.orchestrator.memory.MemoryMeters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The memory's meters. */
final class MemoryTimers implements MemoryMeters {
    private final Timer recall;
    private final Counter proposals;
    private final Counter byRule;
    private final Counter remembered;
    private final Counter proposed;
    private final Counter rolledBack;
    private final Counter failed;
    private final AtomicLong per100 = new AtomicLong();

    MemoryTimers(MeterRegistry registry) {
        recall = Percentiles.timer(
                registry, "sotto.memory.recall", "From a new request to what is remembered of like ones");
        proposals = registry.counter("sotto.memory.proposals");
        byRule = registry.counter("sotto.rules.answers");
        remembered = registry.counter("sotto.memory.answers");
        proposed = registry.counter("sotto.rules.proposed");
        rolledBack = registry.counter("sotto.rules.rolled.back");
        failed = registry.counter("sotto.memory.failed");
        Gauge.builder("sotto.consults.per.hundred", per100, tenths -> tenths.get() / 10.0)
                .description("Consults that people were asked today, per 100 conversations begun today (UTC)")
                .register(registry);
    }

    @Override
    public void recalled(long nanos, int withOrigin, boolean answered) {
        recall.record(nanos, TimeUnit.NANOSECONDS);
        proposals.increment(withOrigin);
        byRule.increment(answered ? 1 : 0);
    }

    @Override
    public void remembered() {
        remembered.increment();
    }

    @Override
    public void ruleProposed() {
        proposed.increment();
    }

    @Override
    public void ruleRolledBack() {
        rolledBack.increment();
    }

    @Override
    public void failed() {
        failed.increment();
    }

    @Override
    public void consultsPer100(double today) {
        per100.set(Math.round(today * 10));
    }
}
