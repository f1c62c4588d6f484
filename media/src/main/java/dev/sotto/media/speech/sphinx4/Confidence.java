package dev.sotto.media.speech.sphinx4;

/**
 * Maps how far, per frame, the path lies below what single phones without words would have scored to 0..1. It rejects
 * foreign speech; it does not vouch for single words.
 */
final class Confidence {
    /** The difference at which one asks again, in sphinx4's logarithms to the base of 1.0001. */
    private static final double DOUBTFUL_DIFFERENCE = -24_000;

    private static final double SLOPE = 4_000;

    private Confidence() {}

    static double of(double differencePerFrame) {
        return 1 / (1 + Math.exp(-(differencePerFrame - DOUBTFUL_DIFFERENCE) / SLOPE));
    }
}
