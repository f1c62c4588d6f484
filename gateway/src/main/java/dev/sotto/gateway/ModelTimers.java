package dev.sotto.gateway;

import dev.sotto.orchestrator.model.ModelMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.concurrent.TimeUnit;

/** What asking a language model costs, in time and in tokens. Thread-safe. */
final class ModelTimers implements ModelMeters {
    private final MeterRegistry registry;
    private final Timer firstToken;

    ModelTimers(MeterRegistry registry) {
        this.registry = registry;
        firstToken = Percentiles.timer(
                registry, "sotto.model.first.token", "From asking the model to its first token, tries included");
    }

    @Override
    public void ended(String outcome, long nanos) {
        registry.timer("sotto.model.answer", "outcome", outcome).record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void firstToken(long nanos) {
        firstToken.record(nanos, TimeUnit.NANOSECONDS);
    }

    @Override
    public void tokens(long in, long out) {
        registry.counter("sotto.model.tokens", "direction", "in").increment(in);
        registry.counter("sotto.model.tokens", "direction", "out").increment(out);
    }

    @Override
    public void triedAgain(String why) {
        registry.counter("sotto.model.tries", "why", why).increment();
    }

    @Override
    public void circuit(String state) {
        registry.counter("sotto.model.circuit", "to", state).increment();
    }
}
