package dev.sotto.media.speech.sphinx4;

import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.MixtureComponent;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;

/** A senone without state of its own. */
final class FrameSenone implements Senone {
    private static final long serialVersionUID = 1;

    private final transient AcousticScores scores;
    private final int id;

    FrameSenone(AcousticScores scores, int id) {
        this.scores = scores;
        this.id = id;
    }

    @Override
    public float getScore(Data frame) {
        return scores.score((Frame) frame, id);
    }

    @Override
    public long getID() {
        return id;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof FrameSenone senone && senone.id == id;
    }

    @Override
    public int hashCode() {
        return id;
    }

    @Override
    public float[] calculateComponentScore(Data frame) {
        throw new UnsupportedOperationException("for training only");
    }

    @Override
    public MixtureComponent[] getMixtureComponents() {
        throw new UnsupportedOperationException("for training only");
    }

    @Override
    public float[] getLogMixtureWeights() {
        throw new UnsupportedOperationException("for training only");
    }

    @Override
    public void dump(String message) {}
}
