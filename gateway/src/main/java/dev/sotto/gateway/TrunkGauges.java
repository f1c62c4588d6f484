package dev.sotto.gateway;

import dev.sotto.gateway.sip.trunk.TrunkMeters;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The trunks' meters. */
final class TrunkGauges implements TrunkMeters {
    private final MeterRegistry registry;
    private final Map<String, AtomicInteger> gauges = new ConcurrentHashMap<>();

    TrunkGauges(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void refused(String trunk, Refusal why) {
        registry.counter(
                        "sotto.trunk.refused", "trunk", trunk, "why", why.name().toLowerCase(Locale.ROOT))
                .increment();
    }

    @Override
    public void calls(String trunk, int calls) {
        gauge("sotto.trunk.calls", trunk).set(calls);
    }

    @Override
    public void registered(String trunk, boolean registered) {
        gauge("sotto.trunk.registered", trunk).set(registered ? 1 : 0);
    }

    @Override
    public void reachable(String trunk, boolean reachable) {
        gauge("sotto.trunk.reachable", trunk).set(reachable ? 1 : 0);
    }

    private AtomicInteger gauge(String name, String trunk) {
        return gauges.computeIfAbsent(
                name + " " + trunk, key -> registry.gauge(name, Tags.of("trunk", trunk), new AtomicInteger()));
    }
}
