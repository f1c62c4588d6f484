package dev.sotto.media.speech.feature;

/**
 * Removes the mean of each cepstrum, which takes the line and the handset out. It begins with the mean of many
 * telephone voices, worth {@value #PRIOR_FRAMES} frames, and moves to the caller's own; it is kept from one utterance of a
 * leg to the next. What is older than some seconds counts less and less.
 */
final class RunningMean {
    private static final int PRIOR_FRAMES = 100;
    private static final int MAX_FRAMES = 800;
    private static final int KEPT_FRAMES = 500;
    private static final float[] PRIOR = {46, 5, -1, 13, -8, -1, -3, -5, 0, -4, 3, -1, 1};

    private final double[] sum = new double[PRIOR.length];
    private int frames = PRIOR_FRAMES;

    RunningMean() {
        for (int i = 0; i < PRIOR.length; i++) {
            sum[i] = (double) PRIOR[i] * PRIOR_FRAMES;
        }
    }

    void apply(float[] cepstra) {
        frames++;
        for (int i = 0; i < cepstra.length; i++) {
            sum[i] += cepstra[i];
            cepstra[i] -= (float) (sum[i] / frames);
        }
        if (frames >= MAX_FRAMES) {
            for (int i = 0; i < sum.length; i++) {
                sum[i] *= (double) KEPT_FRAMES / frames;
            }
            frames = KEPT_FRAMES;
        }
    }
}
