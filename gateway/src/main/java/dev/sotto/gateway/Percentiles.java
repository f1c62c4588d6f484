package dev.sotto.gateway;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;

/** The timers of this server: each tells its median, its 95th and its 99th percentile. */
final class Percentiles {
    private Percentiles() {}

    static Timer timer(MeterRegistry registry, String name, String description) {
        return timer(registry, name, description, Tags.empty());
    }

    static Timer timer(MeterRegistry registry, String name, String description, Tags tags) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .publishPercentiles(0.5, 0.95, 0.99)
                .register(registry);
    }
}
