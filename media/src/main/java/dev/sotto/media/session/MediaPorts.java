package dev.sotto.media.session;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of ports, the even one for RTP and the odd one for RTCP, given out in turn. A port that was just closed rests for a
 * while, as the last caller's packets may still arrive. Any thread; shared by all engines.
 */
public final class MediaPorts {
    private static final long FREE = 0;
    private static final long TAKEN = -1;

    private final int first;
    private final long restNanos;
    private final LongSupplier nanoClock;
    /** Per pair: FREE, TAKEN, or how long it has rested since the clock's beginning when it may be taken again, plus 1. */
    private final AtomicLongArray pairs;

    private final AtomicReferenceArray<SymmetricLatch.@Nullable Trace> traces;
    private final AtomicInteger cursor = new AtomicInteger();
    private final long epochNanos;

    public MediaPorts(int firstPort, int lastPort, Duration rest, LongSupplier nanoClock) {
        this.first = firstPort + (firstPort & 1);
        int count = (lastPort - first + 1) / 2;
        if (firstPort < 1024 || lastPort > 65535 || count < 1) {
            throw new IllegalArgumentException("no pair of ports in " + firstPort + "-" + lastPort);
        }
        this.pairs = new AtomicLongArray(count);
        this.traces = new AtomicReferenceArray<>(count);
        this.restNanos = rest.toNanos();
        this.nanoClock = nanoClock;
        this.epochNanos = nanoClock.getAsLong();
    }

    /** With a rest of five seconds. */
    public static MediaPorts of(int firstPort, int lastPort) {
        return new MediaPorts(firstPort, lastPort, Duration.ofSeconds(5), System::nanoTime);
    }

    /** Takes a pair and returns its even port. */
    public int allocate() throws NoPortException {
        long now = nanoClock.getAsLong() - epochNanos;
        for (int tried = 0; tried < pairs.length(); tried++) {
            int pair = Math.floorMod(cursor.getAndIncrement(), pairs.length());
            long state = pairs.get(pair);
            boolean free = state == FREE || (state > 0 && state - 1 <= now);
            if (free && pairs.compareAndSet(pair, state, TAKEN)) {
                return first + 2 * pair;
            }
        }
        throw new NoPortException("all " + pairs.length() + " pairs of media ports are taken or resting");
    }

    /** Gives back what {@link #allocate} returned; it rests first. */
    public void release(int port) {
        release(port, null);
    }

    /** With a word to the port's next call about who may still be sending there. */
    void release(int port, SymmetricLatch.@Nullable Trace last) {
        traces.set((port - first) / 2, last);
        long until = nanoClock.getAsLong() - epochNanos + restNanos;
        if (!pairs.compareAndSet((port - first) / 2, TAKEN, until + 1)) {
            throw new IllegalStateException("port " + port + " was not taken");
        }
    }

    /** Who sent to that port in its last call; null when nobody did. */
    SymmetricLatch.@Nullable Trace lastHeard(int port) {
        return traces.get((port - first) / 2);
    }

    /** Pairs in use now. */
    public int taken() {
        int taken = 0;
        for (int i = 0; i < pairs.length(); i++) {
            taken += pairs.get(i) == TAKEN ? 1 : 0;
        }
        return taken;
    }

    /** Pairs that were in use a moment ago and may not be taken again yet. */
    public int resting() {
        long now = nanoClock.getAsLong() - epochNanos;
        int resting = 0;
        for (int i = 0; i < pairs.length(); i++) {
            resting += pairs.get(i) - 1 > now ? 1 : 0;
        }
        return resting;
    }

    public int pairs() {
        return pairs.length();
    }
}
