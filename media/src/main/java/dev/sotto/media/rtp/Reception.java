package dev.sotto.media.rtp;

/**
 * What one receiver knows of one source: which packets came, which are missing, how unevenly they came (RFC 3550 A.1, A.3, A.8).
 * Call context only; time is an argument.
 */
public final class Reception {
    private static final int MAX_DROPOUT = 3000;
    private static final int MAX_MISORDER = 100;
    private static final int WINDOW = 64;

    private int clockRate;

    private boolean begun;
    private int baseSequence;
    private int highest;
    private long cycles;
    private int suspectSequence = -1;
    /** Bit n: the packet n before the highest has come. */
    private long window;

    private long received;
    private long duplicates;
    private long reordered;
    private long expectedPrior;
    private long receivedPrior;

    private boolean hasTransit;
    private int lastTransit;
    private double jitterUnits;

    public Reception(int clockRate) {
        this.clockRate = clockRate;
    }

    /** How a packet fits into what came before. */
    public enum Arrival {
        NEXT,
        REORDERED,
        DUPLICATE,
        /** The source began anew at another number: buffers must be cleared. */
        RESTARTED,
        /** Far from everything seen so far; dropped until a second one confirms the jump. */
        IMPLAUSIBLE
    }

    /** Takes the number of a packet that has come. */
    public Arrival on(int sequence) {
        if (!begun) {
            begin(sequence);
            return Arrival.NEXT;
        }
        int forward = (sequence - highest) & 0xFFFF;
        if (forward == 0) {
            return duplicate();
        }
        if (forward < MAX_DROPOUT) {
            if (sequence < highest) {
                cycles += 0x10000;
            }
            highest = sequence;
            window = forward >= WINDOW ? 1 : (window << forward) | 1;
            received++;
            return Arrival.NEXT;
        }
        int behind = 0x10000 - forward;
        return behind <= MAX_MISORDER ? older(behind) : jumped(sequence);
    }

    private Arrival older(int behind) {
        if (behind < WINDOW) {
            long bit = 1L << behind;
            if ((window & bit) != 0) {
                return duplicate();
            }
            window |= bit;
        }
        received++;
        reordered++;
        return Arrival.REORDERED;
    }

    private Arrival duplicate() {
        duplicates++;
        return Arrival.DUPLICATE;
    }

    private Arrival jumped(int sequence) {
        if (sequence == suspectSequence) {
            begin(sequence);
            return Arrival.RESTARTED;
        }
        suspectSequence = SequenceNumbers.plus(sequence, 1);
        return Arrival.IMPLAUSIBLE;
    }

    private void begin(int sequence) {
        begun = true;
        baseSequence = sequence;
        highest = sequence;
        cycles = 0;
        suspectSequence = -1;
        window = 1;
        received = 1;
        expectedPrior = 0;
        receivedPrior = 0;
        hasTransit = false;
    }

    /** Timestamps run at {@code unitsPerSecond} from now on: that of the format that comes. */
    public void clock(int unitsPerSecond) {
        if (unitsPerSecond != clockRate) {
            jitterUnits = jitterUnits * unitsPerSecond / clockRate;
            clockRate = unitsPerSecond;
            hasTransit = false;
        }
    }

    /** Takes the time at which a packet came, for {@link #jitterUnits} (A.8). Only for packets that carry sound. */
    public void timed(long timestamp, long arrivalNanos) {
        int transit = (int) (arrivalNanos / 1000 * clockRate / 1_000_000 - timestamp);
        if (hasTransit) {
            jitterUnits += (Math.abs((double) (transit - lastTransit)) - jitterUnits) / 16;
        }
        lastTransit = transit;
        hasTransit = true;
    }

    /** Another source follows. */
    public void reset() {
        begun = false;
        hasTransit = false;
        jitterUnits = 0;
    }

    public boolean begun() {
        return begun;
    }

    public long extendedHighest() {
        return cycles + highest;
    }

    /** Packets that never came, so far; 0 when late ones filled every gap. */
    public long lost() {
        return begun ? Math.max(0, extendedHighest() - baseSequence + 1 - received) : 0;
    }

    /** Share lost since the last call in 1/256 (A.3). */
    public int takeFractionLost() {
        long expected = extendedHighest() - baseSequence + 1;
        long expectedNow = expected - expectedPrior;
        long lostNow = expectedNow - (received - receivedPrior);
        expectedPrior = expected;
        receivedPrior = received;
        return expectedNow <= 0 || lostNow <= 0 ? 0 : (int) Math.min(255, (lostNow << 8) / expectedNow);
    }

    public long duplicates() {
        return duplicates;
    }

    public long reordered() {
        return reordered;
    }

    public double jitterUnits() {
        return jitterUnits;
    }

    public double jitterMillis() {
        return jitterUnits * 1000 / clockRate;
    }
}
