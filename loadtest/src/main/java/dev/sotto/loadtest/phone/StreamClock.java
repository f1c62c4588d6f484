package dev.sotto.loadtest.phone;

/**
 * A stream's timestamps against our own clock: for each ten seconds the smallest distance between when a packet came and when its
 * timestamp says it was due. The network's constant delay and single late packets don't matter; two clocks that run apart do.
 * Written on the telephone's loop, read on any thread.
 */
public final class StreamClock {
    private static final long WINDOW_NANOS = 10_000_000_000L;
    private static final double NANOS_PER_MILLI = 1e6;

    // loop only
    private boolean begun;
    private long windowNanos;
    private long smallestNanos;
    private long firstNanos;

    // any thread
    private volatile long windows;
    private volatile double behindMillis;

    void packet(long nowNanos, long offsetNanos) {
        if (!begun) {
            begun = true;
            windowNanos = nowNanos;
            smallestNanos = offsetNanos;
            return;
        }
        if (nowNanos - windowNanos < WINDOW_NANOS) {
            smallestNanos = Math.min(smallestNanos, offsetNanos);
            return;
        }
        if (windows == 0) {
            firstNanos = smallestNanos;
        }
        behindMillis = (smallestNanos - firstNanos) / NANOS_PER_MILLI;
        windows++;
        windowNanos = nowNanos;
        smallestNanos = offsetNanos;
    }

    /** Windows that are over. */
    public long windows() {
        return windows;
    }

    /** Of the last window against the first: positive when their clock is slower than ours. */
    public double behindMillis() {
        return behindMillis;
    }
}
