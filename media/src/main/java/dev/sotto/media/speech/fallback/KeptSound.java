package dev.sotto.media.speech.fallback;

import dev.sotto.media.speech.Transcriber;
import java.util.Arrays;

/** An utterance's sound until its words are known: grows up to its limit, then the oldest goes. One context. */
final class KeptSound {
    /** As much as a leg of the local engine takes at once, see {@code PooledLeg}. */
    static final int MAX_SAMPLES = 8_000 * 20;

    private static final int FIRST_SIZE = 8_000 * 3;
    private static final int PIECE = 1_600;

    private short[] ring = new short[FIRST_SIZE];
    private long written;

    /** Returns how many old samples were lost. */
    int add(short[] samples, int offset, int count) {
        long before = lost();
        grow(count);
        int done = 0;
        while (done < count) {
            int at = (int) (written % ring.length);
            int piece = Math.min(count - done, ring.length - at);
            System.arraycopy(samples, offset + done, ring, at, piece);
            written += piece;
            done += piece;
        }
        return (int) (lost() - before);
    }

    int size() {
        return (int) Math.min(written, ring.length);
    }

    /** Gives all of it to the leg, in order. */
    void feed(Transcriber.Leg leg) {
        int from = (int) ((written - size()) % ring.length);
        for (int done = 0; done < size(); ) {
            int at = (from + done) % ring.length;
            int piece = Math.min(Math.min(PIECE, size() - done), ring.length - at);
            leg.accept(ring, at, piece);
            done += piece;
        }
    }

    private long lost() {
        return Math.max(0, written - MAX_SAMPLES);
    }

    /** Below its limit the ring never turns, so that growing is a copy. */
    private void grow(int more) {
        long needed = written + more;
        if (needed > ring.length && ring.length < MAX_SAMPLES) {
            ring = Arrays.copyOf(ring, (int) Math.min(MAX_SAMPLES, Math.max(needed, 2L * ring.length)));
        }
    }
}
