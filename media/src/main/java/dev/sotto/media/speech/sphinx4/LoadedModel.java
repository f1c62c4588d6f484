package dev.sotto.media.speech.sphinx4;

import edu.cmu.sphinx.decoder.adaptation.ClusteredDensityFileData;
import edu.cmu.sphinx.decoder.adaptation.Transform;
import edu.cmu.sphinx.linguist.acoustic.Unit;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.GaussianWeights;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.HMMManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Loader;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Pool;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.Senone;
import edu.cmu.sphinx.util.props.PropertySheet;
import java.util.Map;
import java.util.Properties;

/**
 * What the search needs of a loaded acoustic model, the phone models; the rest is left to the collector together with the
 * loader that read it.
 */
final class LoadedModel implements Loader {
    private final HMMManager phones;
    private final Map<String, Unit> units;
    private final Properties properties;

    LoadedModel(Loader loaded) {
        phones = loaded.getHMMManager();
        units = loaded.getContextIndependentUnits();
        properties = loaded.getProperties();
    }

    @Override
    public HMMManager getHMMManager() {
        return phones;
    }

    @Override
    public Map<String, Unit> getContextIndependentUnits() {
        return units;
    }

    @Override
    public Properties getProperties() {
        return properties;
    }

    @Override
    public int getLeftContextSize() {
        return 1;
    }

    @Override
    public int getRightContextSize() {
        return 1;
    }

    @Override
    public void load() {}

    @Override
    public void logInfo() {}

    @Override
    public void newProperties(PropertySheet sheet) {}

    @Override
    public void update(Transform transform, ClusteredDensityFileData clusters) {
        throw gone();
    }

    @Override
    public Pool<float[]> getMeansPool() {
        throw gone();
    }

    @Override
    public Pool<float[][]> getMeansTransformationMatrixPool() {
        throw gone();
    }

    @Override
    public Pool<float[]> getMeansTransformationVectorPool() {
        throw gone();
    }

    @Override
    public Pool<float[]> getVariancePool() {
        throw gone();
    }

    @Override
    public Pool<float[][]> getVarianceTransformationMatrixPool() {
        throw gone();
    }

    @Override
    public Pool<float[]> getVarianceTransformationVectorPool() {
        throw gone();
    }

    @Override
    public GaussianWeights getMixtureWeights() {
        throw gone();
    }

    @Override
    public Pool<float[][]> getTransitionMatrixPool() {
        throw gone();
    }

    @Override
    public float[][] getTransformMatrix() {
        throw gone();
    }

    @Override
    public Pool<Senone> getSenonePool() {
        throw gone();
    }

    private static UnsupportedOperationException gone() {
        return new UnsupportedOperationException("only the phone models are kept");
    }
}
