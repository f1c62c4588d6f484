package dev.sotto.gateway.call;

import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** Wall time for the journal, and monotonic time as the sound has it. */
final class CallClock {
    private final InstantSource wall;
    private final LongSupplier nanos;

    CallClock(InstantSource wall, LongSupplier nanos) {
        this.wall = wall;
        this.nanos = nanos;
    }

    Instant now() {
        return wall.instant();
    }

    long nanos() {
        return nanos.getAsLong();
    }

    /** The wall time of a moment on the sound's clock. */
    Instant at(long moment) {
        return wall.instant().minusNanos(nanos.getAsLong() - moment);
    }
}
