package dev.sotto.media.speech.language;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Trigram probabilities by interpolated Witten-Bell smoothing: p(w|h) = (c(hw) + t(h) p(w|h')) / (c(h) + t(h)) with t(h) the
 * number of different words seen after h and h' the history without its first word (I. H. Witten and T. C. Bell, "The zero-frequency
 * problem", IEEE Trans. Information Theory 37(4), 1991; S. F. Chen and J. Goodman, TR-10-98, section 2.4). It needs
 * no counts of counts, so it is sound for the fractional counts of patterns, and an unseen word's share is exactly the
 * back-off weight t(h) / (c(h) + t(h)).
 */
final class TrigramModel {
    private final TrigramCounts counts;
    private final int vocabulary;
    private final Map<Long, Double> unigrams = new HashMap<>();
    private final Map<Long, Double> bigrams = new HashMap<>();
    private final Map<Long, Double> trigrams = new HashMap<>();
    private final Map<Long, double[]> wordHistories;
    private final Map<Long, double[]> pairHistories;

    TrigramModel(TrigramCounts counts) {
        this.counts = counts;
        vocabulary = counts.words().size() - 1;
        wordHistories = histories(counts.ofOrder(2));
        pairHistories = histories(counts.ofOrder(3));
        estimateWords();
        estimate(2, wordHistories, unigrams, bigrams);
        estimate(3, pairHistories, bigrams, trigrams);
    }

    /** The model in the ARPA format (Doug Paul's, see the SRI toolkit's {@code ngram-format(5)}). */
    String arpa() {
        var text = new StringBuilder(64 * trigrams.size());
        text.append("\\data\\\nngram 1=").append(counts.words().size());
        text.append("\nngram 2=").append(bigrams.size());
        text.append("\nngram 3=").append(trigrams.size()).append('\n');
        section(text, 1, unigrams, wordHistories);
        section(text, 2, bigrams, pairHistories);
        section(text, 3, trigrams, Map.of());
        return text.append("\n\\end\\\n").toString();
    }

    /** Total count and number of different successors by history. */
    private static Map<Long, double[]> histories(Map<Long, Double> ngrams) {
        var histories = new HashMap<Long, double[]>();
        ngrams.forEach((key, c) -> {
            double[] sums = histories.computeIfAbsent(TrigramCounts.history(key), h -> new double[2]);
            sums[0] += c;
            sums[1]++;
        });
        return histories;
    }

    private void estimateWords() {
        Map<Long, Double> words = new HashMap<>(counts.ofOrder(1));
        words.remove(0L);
        double total = words.values().stream().mapToDouble(c -> c).sum();
        double types = words.size();
        words.forEach((key, c) -> unigrams.put(key, (c + types / vocabulary) / (total + types)));
    }

    /** Everything seen at one order; its shorter forms are known already. */
    private void estimate(int order, Map<Long, double[]> histories, Map<Long, Double> lower, Map<Long, Double> into) {
        counts.ofOrder(order).forEach((key, count) -> {
            double[] history = Objects.requireNonNull(histories.get(TrigramCounts.history(key)));
            double shorter = Objects.requireNonNull(lower.get(TrigramCounts.shorter(key, order)));
            into.put(key, (count + history[1] * shorter) / (history[0] + history[1]));
        });
    }

    private void section(StringBuilder text, int order, Map<Long, Double> ngrams, Map<Long, double[]> histories) {
        text.append("\n\\").append(order).append("-grams:\n");
        var sorted = new TreeMap<>(ngrams);
        if (order == 1) {
            // a sentence never continues with its beginning
            sorted.put(0L, 1e-99);
        }
        sorted.forEach((key, p) -> {
            appendFixed(text, Math.log10(p));
            for (int place = 0; place < order; place++) {
                text.append(place == 0 ? '\t' : ' ').append(counts.word(TrigramCounts.at(key, order, place)));
            }
            double[] history = histories.get(key);
            if (history != null) {
                appendFixed(text.append('\t'), Math.log10(history[1] / (history[0] + history[1])));
            }
            text.append('\n');
        });
    }

    /** Four decimals; a formatter takes a second over a whole model. */
    private static void appendFixed(StringBuilder text, double value) {
        long scaled = Math.round(Math.abs(value) * 10_000);
        text.append(value < 0 && scaled > 0 ? "-" : "").append(scaled / 10_000).append('.');
        String decimals = Long.toString(scaled % 10_000);
        text.append("0".repeat(4 - decimals.length())).append(decimals);
    }
}
