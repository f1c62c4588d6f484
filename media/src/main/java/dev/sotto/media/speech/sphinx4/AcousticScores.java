package dev.sotto.media.speech.sphinx4;

import edu.cmu.sphinx.linguist.acoustic.tiedstate.GaussianWeights;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.util.LogMath;

/**
 * The phonetically tied mixtures of the acoustic model as flat arrays: a codebook of Gaussians per phone and stream, of
 * which the best few count, and weights per senone. Immutable; scores are kept in the {@link Frame}.
 */
final class AcousticScores {
    private static final int TOP = 4;

    private final LogMath log = LogMath.getLogMath();
    private final int streams;
    private final int gaussians;
    private final int dimensions;
    private final int[] phoneOfSenone;
    private final int codebooks;

    /** By codebook, Gaussian, dimension. */
    private final float[] means;

    private final float[] precisions;
    private final float[] factors;
    private final GaussianWeights weights;

    AcousticScores(
            Pool<float[]> means, Pool<float[]> variances, GaussianWeights weights, int[] phoneOfSenone, int streams) {
        this.weights = weights;
        this.phoneOfSenone = phoneOfSenone;
        this.streams = streams;
        gaussians = weights.getGauPerState();
        dimensions = means.get(0).length;
        codebooks = means.size() / gaussians;
        this.means = new float[means.size() * dimensions];
        precisions = new float[means.size() * dimensions];
        factors = new float[means.size()];
        for (int g = 0; g < means.size(); g++) {
            double logs = 0;
            for (int d = 0; d < dimensions; d++) {
                float variance = Math.max(variances.get(g)[d], 1e-4f);
                this.means[g * dimensions + d] = means.get(g)[d];
                precisions[g * dimensions + d] = -0.5f / variance;
                logs += Math.log(variance);
            }
            factors[g] = (float) (-0.5 * (dimensions * Math.log(2 * Math.PI) + logs));
        }
    }

    Frame newFrame() {
        return new Frame(phoneOfSenone.length, codebooks, TOP);
    }

    float score(Frame frame, int senone) {
        float known = frame.senoneScores[senone];
        if (!Float.isNaN(known)) {
            return known;
        }
        float sum = 0;
        for (int stream = 0; stream < streams; stream++) {
            int codebook = phoneOfSenone[senone] * streams + stream;
            if (frame.topGaussians[codebook * TOP] == Frame.NOT_YET) {
                findTop(frame, codebook, stream);
            }
            float mixture = LogMath.LOG_ZERO;
            for (int i = codebook * TOP; i < codebook * TOP + TOP; i++) {
                float weighted = frame.topScores[i] + weights.get(senone, stream, frame.topGaussians[i]);
                mixture = log.addAsLinear(mixture, weighted);
            }
            sum += mixture;
        }
        frame.senoneScores[senone] = sum;
        return sum;
    }

    /** The best that any phone alone explains the frame: senones below {@code independent} know no neighbours. */
    float best(Frame frame, int independent) {
        float best = LogMath.LOG_ZERO;
        for (int senone = 0; senone < independent; senone++) {
            best = Math.max(best, score(frame, senone));
        }
        return best;
    }

    private void findTop(Frame frame, int codebook, int stream) {
        float[] features = frame.getValues();
        int at = codebook * TOP;
        for (int i = at; i < at + TOP; i++) {
            frame.topScores[i] = Float.NEGATIVE_INFINITY;
        }
        for (int g = 0; g < gaussians; g++) {
            float score =
                    gaussian(codebook * gaussians + g, features, stream * dimensions, frame.topScores[at + TOP - 1]);
            if (score > frame.topScores[at + TOP - 1]) {
                int i = at + TOP - 1;
                for (; i > at && frame.topScores[i - 1] < score; i--) {
                    frame.topScores[i] = frame.topScores[i - 1];
                    frame.topGaussians[i] = frame.topGaussians[i - 1];
                }
                frame.topScores[i] = score;
                frame.topGaussians[i] = g;
            }
        }
        for (int i = at; i < at + TOP; i++) {
            frame.topScores[i] = log.lnToLog(frame.topScores[i]);
        }
    }

    /** Natural logarithm of the density, or something below {@code least} when it is below. */
    private float gaussian(int gaussian, float[] features, int offset, float least) {
        float score = factors[gaussian];
        int at = gaussian * dimensions;
        for (int d = 0; d < dimensions && score > least; d++) {
            float difference = features[offset + d] - means[at + d];
            score += difference * difference * precisions[at + d];
        }
        return score;
    }
}
