package dev.sotto.media.speech.pocketsphinx;

/**
 * Maps the decoder's path score per frame to 0..1. The score holds both what the sound says and what the language model
 * expects, so it tells speech of the domain from foreign speech; it does not vouch for single words, least of all digits.
 */
final class Confidence {
    /** The score at which one asks again. */
    private static final double DOUBTFUL_SCORE = -40;

    private static final double SLOPE = 5;

    private Confidence() {}

    static double of(double scorePerFrame) {
        return 1 / (1 + Math.exp(-(scorePerFrame - DOUBTFUL_SCORE) / SLOPE));
    }
}
