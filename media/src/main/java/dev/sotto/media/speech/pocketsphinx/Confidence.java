package dev.sotto.media.speech.pocketsphinx;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.pocketsphinx.NativeDecoder.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * Maps the decoder's path score per frame to 0..1, and decides between two searches of the same sound. The score holds
 * both what the sound says and what the language model expects, so it tells speech of the domain from foreign speech; it
 * does not vouch for single words, least of all digits.
 */
final class Confidence {
    /** The score at which one asks again. */
    private static final double DOUBTFUL_SCORE = -40;

    /** The same of the search for digits, whose weights differ. Numbers score -28 to -49, read prose -55 to -67. */
    private static final double DOUBTFUL_DIGITS = -51;

    /**
     * How far the search for digits may lie below the general one and still be believed. Numbers score from 3 below to 2
     * above it, other sentences 5 to 35 below; what both know equally well comes to the same words.
     */
    private static final double DIGITS_MARGIN = 4;

    /**
     * The same before the utterance has ended, when the search for digits isn't charged for an end: with their last words, numbers
     * score from 1.7 below to 8 above, other sentences from 1 to 18 below, but for what both know.
     */
    private static final double SO_FAR_MARGIN = 0.8;

    private static final double SLOPE = 5;

    private Confidence() {}

    /** {@code digits} is absent when none were expected. */
    static Hypothesis judge(Decoded general, @Nullable Decoded digits) {
        if (digits != null && believed(general, digits, DIGITS_MARGIN)) {
            return new Hypothesis(digits.words(), of(digits.scorePerFrame() - DOUBTFUL_DIGITS));
        }
        return general.words().isEmpty()
                ? Hypothesis.NOTHING
                : new Hypothesis(general.words(), of(general.scorePerFrame() - DOUBTFUL_SCORE));
    }

    /**
     * The words so far, of the search that {@link #judge} would most likely believe: what a caller says instead of a number is a
     * salad of digits to the other, and would be waited for as if it were one.
     */
    static String soFar(Decoded general, @Nullable Decoded digits) {
        return digits != null && believed(general, digits, SO_FAR_MARGIN) ? digits.words() : general.words();
    }

    private static boolean believed(Decoded general, Decoded digits, double margin) {
        return !digits.words().isEmpty() && digits.scorePerFrame() >= general.scorePerFrame() - margin;
    }

    private static double of(double above) {
        return 1 / (1 + Math.exp(-above / SLOPE));
    }
}
