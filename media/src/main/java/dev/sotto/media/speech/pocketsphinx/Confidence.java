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

    private static final double SLOPE = 5;

    private Confidence() {}

    /** {@code digits} is absent when none were expected. */
    static Hypothesis judge(Decoded general, @Nullable Decoded digits) {
        if (digits != null
                && !digits.words().isEmpty()
                && digits.scorePerFrame() >= general.scorePerFrame() - DIGITS_MARGIN) {
            return new Hypothesis(digits.words(), of(digits.scorePerFrame() - DOUBTFUL_DIGITS));
        }
        return general.words().isEmpty()
                ? Hypothesis.NOTHING
                : new Hypothesis(general.words(), of(general.scorePerFrame() - DOUBTFUL_SCORE));
    }

    private static double of(double above) {
        return 1 / (1 + Math.exp(-above / SLOPE));
    }
}
