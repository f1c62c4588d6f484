package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.Hypothesis;
import dev.sotto.media.speech.sphinx4.Sphinx4Decoder.Decoded;
import org.jspecify.annotations.Nullable;

/**
 * Maps how far, per frame, the path lies below what single phones without words would have scored to 0..1, and decides
 * between two searches of the same sound. It rejects foreign speech; it does not vouch for single words.
 */
final class Confidence {
    /** The difference at which one asks again, in sphinx4's logarithms to the base of 1.0001. */
    private static final double DOUBTFUL_DIFFERENCE = -24_000;

    /** The same of the search for digits, whose weights differ. */
    private static final double DOUBTFUL_DIGITS = -24_000;

    /** How far the search for digits may lie below the general one and still be believed. */
    private static final double DIGITS_MARGIN = 2_000;

    private static final double SLOPE = 4_000;

    private Confidence() {}

    /** {@code digits} is absent when none were expected. */
    static Hypothesis judge(Decoded general, @Nullable Decoded digits) {
        if (digits != null
                && !digits.words().isEmpty()
                && digits.differencePerFrame() >= general.differencePerFrame() - DIGITS_MARGIN) {
            return new Hypothesis(digits.words(), of(digits.differencePerFrame() - DOUBTFUL_DIGITS));
        }
        return general.words().isEmpty()
                ? Hypothesis.NOTHING
                : new Hypothesis(general.words(), of(general.differencePerFrame() - DOUBTFUL_DIFFERENCE));
    }

    private static double of(double above) {
        return 1 / (1 + Math.exp(-above / SLOPE));
    }
}
