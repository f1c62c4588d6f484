package dev.sotto.media.speech.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Expected counts of words, pairs and triples over weighted sentence patterns. Counts are fractions: a digit place adds a
 * tenth of a count to each digit.
 */
final class TrigramCounts {
    static final String BEGIN = "<s>";
    static final String END = "</s>";

    private static final int BITS = 20;

    private final Map<String, Integer> ids = new HashMap<>();
    private final List<String> words = new ArrayList<>();
    private final List<Map<Long, Double>> counts = List.of(new HashMap<>(), new HashMap<>(), new HashMap<>());

    TrigramCounts() {
        id(BEGIN);
        id(END);
    }

    void add(Slots sentence) {
        var places = new ArrayList<Map<String, Double>>();
        places.add(Map.of(BEGIN, 1.0));
        places.addAll(sentence.places());
        places.add(Map.of(END, 1.0));
        for (int from = 0; from < places.size(); from++) {
            count(places, from, from, 0, sentence.weight());
        }
    }

    private void count(List<Map<String, Double>> places, int from, int at, long key, double weight) {
        if (at == places.size() || at - from == 3) {
            return;
        }
        places.get(at).forEach((word, probability) -> {
            long longer = key << BITS | id(word);
            counts.get(at - from).merge(longer, weight * probability, Double::sum);
            count(places, from, at + 1, longer, weight * probability);
        });
    }

    /** Drops triples that are rarer than {@code least}: the pairs stand in for them. */
    void prune(double least) {
        counts.get(2).values().removeIf(c -> c < least);
    }

    /** Counts of n-grams of {@code order} 1 to 3 by key. */
    Map<Long, Double> ofOrder(int order) {
        return counts.get(order - 1);
    }

    List<String> words() {
        return words;
    }

    String word(int id) {
        return words.get(id);
    }

    static int last(long key) {
        return (int) (key & (1 << BITS) - 1);
    }

    /** All but the last word. */
    static long history(long key) {
        return key >>> BITS;
    }

    /** All but the first word of an n-gram of {@code order}. */
    static long shorter(long key, int order) {
        return key & (1L << BITS * (order - 1)) - 1;
    }

    static int at(long key, int order, int place) {
        return (int) (key >>> BITS * (order - 1 - place) & (1 << BITS) - 1);
    }

    private int id(String word) {
        Integer known = ids.get(word);
        if (known != null) {
            return known;
        }
        words.add(word);
        ids.put(word, words.size() - 1);
        return words.size() - 1;
    }
}
