package dev.sotto.loadtest.phone;

import dev.sotto.media.codec.AudioFormat;
import dev.sotto.media.rtp.SequenceNumbers;

/**
 * Which packets of a stream came, and when, by their numbers and timestamps alone. Loop only.
 *
 * <p>A packet's own schedule is its timestamp counted from the promptest packet so far: lateness is what it adds to that. So
 * neither the network's constant delay nor the two clocks' zero matter.
 */
final class Punctuality {
    static final long LATE_NANOS = 10_000_000;

    private static final long NANOS_PER_SECOND = 1_000_000_000L;

    private int clockRate = AudioFormat.SAMPLE_RATE;
    private boolean begun;
    private int highest;
    private long firstTimestamp;
    private long promptestNanos;

    private final StreamClock clock = new StreamClock();

    private long packets;
    private long lost;
    private long late;
    private long latestNanos;

    /** Timestamps count so many units a second from now on. */
    void clockRate(int unitsPerSecond) {
        clockRate = unitsPerSecond;
    }

    void count(int sequence, long timestamp, long nowNanos) {
        packets++;
        if (!begun) {
            begun = true;
            highest = sequence;
            firstTimestamp = timestamp;
            promptestNanos = nowNanos;
            return;
        }
        int ahead = SequenceNumbers.ahead(sequence, highest);
        if (ahead > 0) {
            lost += ahead - 1;
            highest = sequence;
        } else if (ahead < 0 && lost > 0) {
            lost--;
        }
        long dueNanos = SequenceNumbers.timestampAhead(timestamp, firstTimestamp) * NANOS_PER_SECOND / clockRate;
        long offsetNanos = nowNanos - dueNanos;
        clock.packet(nowNanos, offsetNanos);
        if (offsetNanos - promptestNanos < 0) {
            promptestNanos = offsetNanos;
        }
        long latenessNanos = offsetNanos - promptestNanos;
        latestNanos = Math.max(latestNanos, latenessNanos);
        if (latenessNanos > LATE_NANOS) {
            late++;
        }
    }

    StreamClock clock() {
        return clock;
    }

    long packets() {
        return packets;
    }

    PacketCounts counts(long unfit) {
        return new PacketCounts(packets, late, lost, unfit, latestNanos);
    }
}
