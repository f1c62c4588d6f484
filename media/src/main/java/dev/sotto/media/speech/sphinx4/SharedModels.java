package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.SpeechContext;
import dev.sotto.media.speech.language.LanguageFiles;
import edu.cmu.sphinx.linguist.acoustic.AcousticModel;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.acoustic.tiedstate.TiedStateAcousticModel;
import edu.cmu.sphinx.linguist.lextree.LexTreeLinguist;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.util.concurrent.locks.ReentrantLock;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Acoustic model, dictionaries and language models, loaded once and shared by all decoders. The order of the steps matters to the
 * library: the model's units must exist before the dictionary uses them, the dictionary before the language model.
 */
final class SharedModels {
    private static final String MODEL = "/edu/cmu/sphinx/models/en-us/en-us";

    /** Senones below this belong to phones regardless of their neighbours: 42 phones of three states. */
    static final int INDEPENDENT_SENONES = 126;

    /** The library tells of every unit and word at INFO; held here because the registry of loggers forgets. */
    private static final Logger CHATTER = Logger.getLogger("edu.cmu.sphinx");

    private final UnitManager units = new UnitManager();
    private final AcousticModel acoustic;
    private final Language general;
    private final Language digits;
    private final AcousticScores scores;

    /** Building a search compiles a tree out of the shared parts, which fills their caches. */
    private final ReentrantLock building = new ReentrantLock();

    SharedModels(LanguageFiles generalFiles, LanguageFiles digitFiles) {
        CHATTER.setLevel(Level.WARNING);
        try {
            var loader = new StatelessLoader(resource(MODEL), units);
            loader.load();
            scores = loader.scores();
            // no composite senones: they keep scores of their own
            acoustic = new TiedStateAcousticModel(new LoadedModel(loader), units, false);
            acoustic.allocate();
            URL fillers = resource(MODEL + "/noisedict");
            general = Language.general(generalFiles, fillers, units);
            digits = Language.digits(digitFiles, fillers, units);
        } catch (IOException e) {
            throw new UncheckedIOException("sphinx4 could not load its models", e);
        }
    }

    AcousticScores scores() {
        return scores;
    }

    /** A search of its own for one decoder. Takes some hundred milliseconds; one at a time. */
    Sphinx4Decoder newDecoder(SpeechContext context) {
        Language language = context == SpeechContext.DIGITS ? digits : general;
        building.lock();
        try {
            double silence = 0.1;
            double filler = 1e-2;
            var linguist = new LexTreeLinguist(
                    acoustic,
                    units,
                    language.model(),
                    language.dictionary(),
                    false,
                    true,
                    language.wordPrice(),
                    silence,
                    filler,
                    1.0,
                    language.weight(),
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
