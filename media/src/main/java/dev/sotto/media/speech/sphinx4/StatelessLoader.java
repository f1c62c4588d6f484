package dev.sotto.media.speech.sphinx4;

import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.SenoneSequence;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Sphinx3Loader;
import java.net.URL;
import org.jspecify.annotations.Nullable;

/**
 * Loads the acoustic model with senones of our own in place of the stock ones, whose scores are shared mutable state: with
 * several threads they throw or, worse, return another thread's scores.
 */
final class StatelessLoader extends Sphinx3Loader {
    private @Nullable AcousticScores scores;
    private Senone[] senones = {};

    StatelessLoader(URL model, UnitManager units) {
        super(model, units, 0f, 1e-7f, 1e-4f, 4, true);
    }

    AcousticScores scores() {
        if (scores == null) {
            scores = new AcousticScores(
                    getMeansPool(), getVariancePool(), getMixtureWeights(), getSenone2Ci(), getNumStreams());
        }
        return scores;
    }

    /** The library calls this while it reads the phone models, after the Gaussians have been read. */
    @Override
    protected SenoneSequence getSenoneSequence(int[] ids) {
        if (senones.length == 0) {
            senones = new Senone[getSenone2Ci().length];
            for (int i = 0; i < senones.length; i++) {
                senones[i] = new FrameSenone(scores(), i);
            }
        }
        Senone[] sequence = new Senone[ids.length];
        for (int i = 0; i < ids.length; i++) {
            sequence[i] = senones[ids[i]];
        }
        return new SenoneSequence(sequence);
    }
}
