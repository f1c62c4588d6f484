package dev.sotto.media.turn;

/**
 * Where in a sentence of ours to go on after a pause: at the last place where our own sound was quiet, so that no half word is
 * repeated and none is lost. Follows the sound as it is said, in pieces of 10 ms; nothing is allocated.
 *
 * <p>A pause between two phrases is best, then a gap between words (or the closure of a consonant, which sounds the same), then
 * the sentence's beginning when that is near. Where none of them is, it goes on where it stopped.
 */
public final class ResumePoint {
    private static final int PIECE = 80;
    /** Further back than this nothing is repeated. */
    private static final int FARTHEST = 8 * 2_500;

    private static final int NEAR_BEGIN = 8 * 1_500;
    /** What was said in the last moments was said over the caller. */
    private static final int DROWNED = 8 * 240;

    private static final int PHRASE_PIECES = 10;
    private static final int WORD_PIECES = 4;
    private static final int QUIET = 160;

    private final long[] words = new long[32];
    private int wordGaps;
    private long phrase;
    private long position;
    private int quietPieces;
    private int filled;
    private long sum;

    /** A sentence begins. */
    public void begin() {
        goOnAt(0);
    }

    private void goOnAt(long from) {
        position = from;
        wordGaps = 0;
        phrase = 0;
        quietPieces = 0;
        filled = 0;
        sum = 0;
    }

    /** Takes what is said. */
    public void said(short[] samples, int offset, int count) {
        for (int i = offset; i < offset + count; i++) {
            sum += Math.abs(samples[i]);
            position++;
            if (++filled == PIECE) {
                piece(sum < (long) QUIET * PIECE);
                filled = 0;
                sum = 0;
            }
        }
    }

    private void piece(boolean quiet) {
        if (quiet) {
            quietPieces++;
            return;
        }
        long gapEnd = position - PIECE;
        if (quietPieces >= PHRASE_PIECES) {
            phrase = gapEnd;
        }
        if (quietPieces >= WORD_PIECES) {
            words[wordGaps++ % words.length] = gapEnd;
        }
        quietPieces = 0;
    }

    /** Goes back to where to go on. Returns by how many samples. */
    public int back() {
        long to = target();
        int samples = (int) (position - to);
        goOnAt(to);
        return samples;
    }

    private long target() {
        long latest = position - DROWNED;
        if (phrase > 0 && position - phrase <= FARTHEST) {
            return phrase;
        }
        for (int age = 1; age <= Math.min(wordGaps, words.length); age++) {
            long gap = words[(wordGaps - age) % words.length];
            if (gap <= latest) {
                return position - gap <= FARTHEST ? gap : position;
            }
        }
        return position <= NEAR_BEGIN ? 0 : position;
    }
}
