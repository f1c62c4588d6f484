package dev.sotto.media.speech.sphinx4;

import edu.cmu.sphinx.decoder.pruner.SimplePruner;
import edu.cmu.sphinx.decoder.scorer.SimpleAcousticScorer;
import edu.cmu.sphinx.decoder.search.PartitionActiveListFactory;
import edu.cmu.sphinx.decoder.search.SimpleActiveListManager;
import edu.cmu.sphinx.decoder.search.Token;
import edu.cmu.sphinx.decoder.search.WordPruningBreadthFirstSearchManager;
import edu.cmu.sphinx.frontend.BaseDataProcessor;
import edu.cmu.sphinx.frontend.Data;
import edu.cmu.sphinx.linguist.Linguist;
import edu.cmu.sphinx.result.Result;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One search. Frames are pushed in one by one; the library believes that it pulls them. One thread at a time.
 *
 * <p>It is never deallocated: that would take the shared models with it. The collector gets it.
 */
final class Sphinx4Decoder {
    private static final int MAX_FRAMES = 6_000;

    private final WordPruningBreadthFirstSearchManager search;
    private final AcousticScores scores;
    private final Frame frame;
    private boolean pending;
    private boolean running;
    private int decoded;
    private double bestScores;
    private @Nullable Result result;

    /** What the search made of an utterance, and how far, per frame, its path lies below what single phones scored. */
    record Decoded(String words, double differencePerFrame) {
        static final Decoded NOTHING = new Decoded("", Double.NEGATIVE_INFINITY);
    }

    Sphinx4Decoder(Linguist linguist, AcousticScores scores) {
        this.scores = scores;
        frame = scores.newFrame();
        var states = new PartitionActiveListFactory(1000, 1e-50);
        var words = new PartitionActiveListFactory(30, 1e-30);
        var lists = new SimpleActiveListManager(List.of(states, words, words, states, states, states), false);
        var scorer = new SimpleAcousticScorer(new PendingFrame(), null);
        search = new WordPruningBreadthFirstSearchManager(
                linguist, new SimplePruner(), scorer, lists, false, 1e-50, 0, false, false, 100, 1.7f, false);
        search.allocate();
    }

    void begin() {
        abandon();
        decoded = 0;
        bestScores = 0;
        result = null;
        search.startRecognition();
        running = true;
    }

    void add(float[] features) {
        if (running && decoded < MAX_FRAMES) {
            frame.set(features);
            pending = true;
            Result next = search.recognize(1);
            if (next != null) {
                result = next;
            }
            decoded++;
            bestScores += scores.best(frame, SharedModels.INDEPENDENT_SENONES);
        }
    }

    /** What the search makes of the utterance so far. */
    Decoded partial() {
        String words = result == null ? null : result.getBestResultNoFiller();
        Token best = result == null ? null : result.getBestToken();
        return words == null || words.isBlank() || best == null
                ? Decoded.NOTHING
                : new Decoded(words.strip(), (best.getScore() - bestScores) / decoded);
    }

    Decoded end() {
        Decoded decoded = partial();
        abandon();
        return decoded;
    }

    void abandon() {
        if (running) {
            running = false;
            search.stopRecognition();
        }
        result = null;
    }

    /** Where the search pulls from; empty until the next {@link #add}. */
    private final class PendingFrame extends BaseDataProcessor {
        @Override
        @SuppressWarnings("NullAway") // null means "no more for now" to the library
        public Data getData() {
            Data next = pending ? frame : null;
            pending = false;
            return next;
        }
    }
}
