package dev.sotto.orchestrator.model;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The header of that name (RFC 9110, section 10.2.3), in seconds. Dates are not read: clocks differ. */
final class RetryAfter {
    private RetryAfter() {}

    static Optional<Duration> of(@Nullable String header) {
        if (header == null || !header.strip().matches("\\d{1,6}(?:\\.\\d{1,3})?")) {
            return Optional.empty();
        }
        return Optional.of(Duration.ofMillis((long) (Double.parseDouble(header.strip()) * 1000)));
    }
}
