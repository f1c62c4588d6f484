package dev.sotto.loadtest.latency;

import java.util.Arrays;

/**
 * Sound to which pieces are added at their places, or behind the piece before where that isn't over yet; what lies between is silence.
 * Bounded: what comes later is left out.
 */
final class Samples {
    /** Ten minutes. */
    private static final int MOST = 600 * RecordedCall.SAMPLE_RATE;

    private short[] samples = new short[30 * RecordedCall.SAMPLE_RATE];
    private int length;

    /** False when it doesn't fit any more. */
    boolean put(int place, short[] piece, int count) {
        int at = after(place, length);
        int end = at + count;
        if (place < 0 || end > MOST) {
            return false;
        }
        if (end > samples.length) {
            samples = Arrays.copyOf(samples, Math.min(MOST, Math.max(end, 2 * samples.length)));
        }
        System.arraycopy(piece, 0, samples, at, count);
        length = end;
        return true;
    }

    /** Where the sound of a packet lies that came at {@code place}, when the one before it ends at {@code end}. */
    static int after(int place, int end) {
        return Math.max(place, end);
    }

    short[] upTo(int count) {
        return Arrays.copyOf(samples, count);
    }

    int length() {
        return length;
    }
}
