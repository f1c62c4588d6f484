package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.feature.Deltas;
import edu.cmu.sphinx.frontend.FloatData;
import java.util.Arrays;

/**
 * The features of one frame together with every score that was computed for it. So the scores belong to the decoder that
 * owns the frame, and the acoustic model itself stays unchanged and can be shared. Reused from frame to frame.
 */
final class Frame extends FloatData {
    static final int NOT_YET = -1;

    final float[] senoneScores;
    final float[] topScores;
    final int[] topGaussians;
    private final int topPerCodebook;

    Frame(int senones, int codebooks, int topPerCodebook) {
        super(new float[Deltas.SIZE], 16_000, 0);
        this.topPerCodebook = topPerCodebook;
        senoneScores = new float[senones];
        topScores = new float[codebooks * topPerCodebook];
        topGaussians = new int[codebooks * topPerCodebook];
    }

    void set(float[] features) {
        System.arraycopy(features, 0, getValues(), 0, features.length);
        Arrays.fill(senoneScores, Float.NaN);
        for (int i = 0; i < topGaussians.length; i += topPerCodebook) {
            topGaussians[i] = NOT_YET;
        }
    }
}
