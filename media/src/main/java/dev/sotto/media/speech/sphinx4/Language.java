package dev.sotto.media.speech.sphinx4;

import dev.sotto.media.speech.language.LanguageFiles;
import edu.cmu.sphinx.linguist.acoustic.UnitManager;
import edu.cmu.sphinx.linguist.dictionary.TextDictionary;
import edu.cmu.sphinx.linguist.language.ngram.SimpleNGramModel;
import java.io.IOException;
import java.net.URL;

/**
 * A dictionary and the language model over it, with how they are weighed against the sound.
 *
 * @param weight the power the language model's probabilities are raised to
 * @param wordPrice the probability that a word begins
 */
record Language(TextDictionary dictionary, SimpleNGramModel model, float weight, double wordPrice) {
    private static final float UNIGRAM_WEIGHT = 0.7f;

    static Language general(LanguageFiles files, URL fillers, UnitManager units) throws IOException {
        return load(files, fillers, units, 8f, 0.1);
    }

    /** Few words of one syllable each: the sound counts for more, and a word has its price, or noise becomes digits. */
    static Language digits(LanguageFiles files, URL fillers, UnitManager units) throws IOException {
        return load(
                files,
                fillers,
                units,
                Float.parseFloat(System.getProperty("dlw", "5")),
                Double.parseDouble(System.getProperty("dwip", "1e-3")));
    }

    private static Language load(LanguageFiles files, URL fillers, UnitManager units, float weight, double wordPrice)
            throws IOException {
        var dictionary = new TextDictionary(files.dictionary().toUri().toURL(), fillers, null, null, units);
        dictionary.allocate();
        var model = new SimpleNGramModel(files.languageModel().toUri().toURL(), dictionary, UNIGRAM_WEIGHT, 3);
        model.allocate();
        return new Language(dictionary, model, weight, wordPrice);
    }
}
