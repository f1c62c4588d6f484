package dev.sotto.gateway;

import dev.sotto.orchestrator.broker.BrokerMeters;
import dev.sotto.orchestrator.consult.AnswerOutcome;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** The guidance broker's meters. */
final class DeskTimers implements BrokerMeters {
    private final MeterRegistry registry;
    private final Timer offered;
    private final Timer approved;
    private final AtomicInteger open;

    DeskTimers(MeterRegistry registry) {
        this.registry = registry;
        offered = timer("sotto.guidance.offer", "From asking to a card at an agent");
        approved = timer("sotto.guidance.approval", "From a card at an agent to their approval");
        open = registry.gauge("sotto.guidance.open", new AtomicInteger());
    }

    @Override
    public void offered(Duration sinceAsked) {
        offered.record(sinceAsked);
    }

    @Override
    public void answered(AnswerOutcome outcome, Duration untilDurable) {
        registry.timer("sotto.guidance.answer", "outcome", outcome.name().toLowerCase(Locale.ROOT))
                .record(untilDurable);
    }

    @Override
    public void expired() {
        registry.counter("sotto.guidance.expired").increment();
    }

    @Override
    public void open(int cards) {
        open.set(cards);
    }

    @Override
    public void delivered(int tries) {
        registry.counter("sotto.guidance.deliveries").increment(tries);
    }

    @Override
    public void memoryLate() {
        missed("late");
    }

    @Override
    public void memoryFailed() {
        missed("failed");
    }

    @Override
    public void approved(Duration sinceOffered) {
        approved.record(sinceOffered);
    }

    @Override
    public void paused(String reason) {
        registry.counter("sotto.agents.paused", "reason", reason).increment();
    }

    private void missed(String why) {
        registry.counter("sotto.memory.missed", "why", why).increment();
    }

    private Timer timer(String name, String description) {
        return Percentiles.timer(registry, name, description);
    }
}
