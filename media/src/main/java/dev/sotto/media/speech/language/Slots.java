package dev.sotto.media.speech.language;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A sentence pattern: a probability for the whole and, for each place, the words that may stand there with theirs, chosen
 * independently. So a string of six digits is six places, not a million sentences.
 *
 * @param weight how often the pattern is used
 * @param places word to probability, in order
 */
record Slots(double weight, List<Map<String, Double>> places) {

    static Slots of(double weight, String words) {
        var places = new ArrayList<Map<String, Double>>();
        for (String word : words.split(" ")) {
            places.add(Map.of(word, 1.0));
        }
        return new Slots(weight, places);
    }

    static Slots of(double weight, List<Map<String, Double>> places) {
        return new Slots(weight, places);
    }

    /** All {@code words} equally probable in one place. */
    static Map<String, Double> anyOf(List<String> words) {
        var place = new HashMap<String, Double>();
        for (String word : words) {
            place.merge(word, 1.0 / words.size(), Double::sum);
        }
        return place;
    }

    Slots then(Slots next) {
        var both = new ArrayList<>(places);
        both.addAll(next.places);
        return new Slots(weight * next.weight, both);
    }

    Slots times(double factor) {
        return new Slots(weight * factor, places);
    }
}
