package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.language.LanguageFiles;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.language.ngram.SimpleNGramModel;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Acoustic model, dictionary and language model, loaded once and shared by all decoders. The order of the steps matters to the
 * library: the model's units must exist before the dictionary uses them, the dictionary before the language model.
 */
final class SharedModels {
    private static final String MODEL = "/edu/cmu/sphinx/models/en-us/en-us";
    private static final float UNIGRAM_WEIGHT = 0.7f;

    /** Senones below this belong to phones regardless of their neighbours: 42 phones of three states. */
    static final int INDEPENDENT_SENONES = 126;

    /** The library tells of every unit and word at INFO; held here because the registry of loggers forgets. */
    private static final Logger CHATTER = Logger.getLogger("edu.cmu.sphinx");

    private final UnitManager units = new UnitManager();
    private final AcousticModel acoustic;
    private final TextDictionary dictionary;
    private final SimpleNGramModel language;
    private final AcousticScores scores;

    /** Building a search compiles a tree out of the shared parts, which fills their caches. */
    private final ReentrantLock building = new ReentrantLock();

    SharedModels(LanguageFiles files) {
        CHATTER.setLevel(Level.WARNING);
        try {
            var loader = new StatelessLoader(resource(MODEL), units);
            loader.load();
            scores = loader.scores();
            // no composite senones: they keep scores of their own
            acoustic = new TiedStateAcousticModel(new LoadedModel(loader), units, false);
            dictionary = new TextDictionary(
                    files.dictionary().toUri().toURL(), resource(MODEL + "/noisedict"), null, null, units);
            acoustic.allocate();
            dictionary.allocate();
            language = new SimpleNGramModel(files.languageModel().toUri().toURL(), dictionary, UNIGRAM_WEIGHT, 3);
            language.allocate();
        } catch (IOException e) {
            throw new UncheckedIOException("sphinx4 could not load its models", e);
        }
    }

    AcousticScores scores() {
        return scores;
    }

    /** A search of its own for one decoder. Takes some hundred milliseconds; one at a time. */
    Sphinx4Decoder newDecoder() {
        building.lock();
        try {
            double silence = 0.1;
            double filler = 1e-2;
            var linguist = new LexTreeLinguist(
                    acoustic,
                    units,
                    language,
                    dictionary,
                    false,
                    true,
                    0.1,
                    silence,
                    filler,
                    1.0,
                    8f,
                    true,
                    false,
                    1f,
                    0);
            return new Sphinx4Decoder(linguist, scores);
        } finally {
            building.unlock();
        }
    }

    private static URL resource(String path) {
        URL url = SharedModels.class.getResource(path);
        if (url == null) {
            throw new IllegalStateException("missing in sphinx4-data: " + path);
        }
        return url;
    }
}
