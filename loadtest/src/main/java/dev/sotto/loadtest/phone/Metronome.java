package dev.sotto.loadtest.phone;

import io.netty.channel.EventLoop;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Beats ten times in every 20 ms, and keeps count of its own lateness. Callers are spread over the ten beats, as telephones don't
 * know of each other's clocks; a beat that is missed is made up for at once. Loop only.
 */
final class Metronome {
    /** Beats per 20 ms frame. */
    static final int BEATS = 10;

    static final long BEAT_NANOS = 2_000_000;

    private final EventLoop loop;
    private final LongSupplier nanoClock;
    private final Beat beat;
    private final Runnable onTime = this::beat;

    private long number;
    private long dueNanos;
    private boolean running;
    private long late;

    interface Beat {
        /** @param number counted from the first one */
        void on(long number, long nowNanos);
    }

    Metronome(EventLoop loop, LongSupplier nanoClock, Beat beat) {
        this.loop = loop;
        this.nanoClock = nanoClock;
        this.beat = beat;
    }

    void start() {
        if (!running) {
            running = true;
            dueNanos = nanoClock.getAsLong() + BEAT_NANOS;
            schedule();
        }
    }

    void stop() {
        running = false;
    }

    private void beat() {
        if (!running) {
            return;
        }
        long now = nanoClock.getAsLong();
        late += now - dueNanos > Punctuality.LATE_NANOS ? 1 : 0;
        beat.on(number++, now);
        dueNanos += BEAT_NANOS;
        schedule();
    }

    @SuppressWarnings("FutureReturnValueIgnored")
    private void schedule() {
        loop.schedule(onTime, Math.max(0, dueNanos - nanoClock.getAsLong()), TimeUnit.NANOSECONDS);
    }

    long beats() {
        return number;
    }

    long late() {
        return late;
    }
}
