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

    /** The same of the search for digits, whose weights differ. Numbers lie at -14 000 to -33 000, read prose below -41 000. */
    private static final double DOUBTFUL_DIGITS = -35_000;

    /**
     * How far the search for digits may lie below the general one and still be believed. Numbers lie up to 5 600 below it,
     * other sentences 6 400 to 77 000.
     */
    private static final double DIGITS_MARGIN = 6_000;

    /**
     * The same before the utterance has ended: with their last words, numbers lie up to 8 400 below, other sentences 8 400 to 80 000,
     * but for what both know.
     */
    private static final double SO_FAR_MARGIN = 9_000;

    private static final double SLOPE = 4_000;

    private Confidence() {}

    /** {@code digits} is absent when none were expected. */
    static Hypothesis judge(Decoded general, @Nullable Decoded digits) {
        if (digits != null && believed(general, digits, DIGITS_MARGIN)) {
            return new Hypothesis(digits.words(), of(digits.differencePerFrame() - DOUBTFUL_DIGITS));
        }
        return general.words().isEmpty()
                ? Hypothesis.NOTHING
                : new Hypothesis(general.words(), of(general.differencePerFrame() - DOUBTFUL_DIFFERENCE));
    }

    /**
     * The words so far, of the search that {@link #judge} would most likely believe: what a caller says instead of a number is a
     * salad of digits to the other, and would be waited for as if it were one.
     */
    static String soFar(Decoded general, @Nullable Decoded digits) {
        return digits != null && believed(general, digits, SO_FAR_MARGIN) ? digits.words() : general.words();
    }

    private static boolean believed(Decoded general, Decoded digits, double margin) {
        return !digits.words().isEmpty() && digits.differencePerFrame() >= general.differencePerFrame() - margin;
    }

    private static double of(double above) {
        return 1 / (1 + Math.exp(-above / SLOPE));
    }
}
