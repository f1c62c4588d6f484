package dev.sotto.orchestrator.memory;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The words that a question may be made of. Embeddings take "a tent in red" and "a tent in blue" for the same; a rule must
 * not, so it answers only what has been asked in these words.
 */
final class Vocabulary {
    private static final Set<String> SMALL = Set.of(
            ("a an the do does did you your yours i i'm me my mine we our us it its it's is are am be been was were can could"
                            + " will would shall should may might must have has had to in on at of for from with into by as if and or"
                            + " but so please what what's how where when who which that this there here they them any some hi hello ok"
                            + " well just also tell know want like get got")
                    .split(" "));

    private Vocabulary() {}

    /** The words that carry the meaning. {@code not} and {@code no} do. */
    static Set<String> of(String question) {
        Set<String> words = new TreeSet<>();
        for (String word : Given.plain(question).split(" ")) {
            if (!word.isEmpty() && !SMALL.contains(word)) {
                words.add(stem(word));
            }
        }
        return words;
    }

    static Set<String> of(Collection<String> questions) {
        Set<String> all = new TreeSet<>();
        questions.forEach(question -> all.addAll(of(question)));
        return all;
    }

    /** True when the question has words, and none that is not among these. */
    static boolean fits(String question, Collection<String> known) {
        Set<String> words = of(question);
        return !words.isEmpty() && known.containsAll(words);
    }

    private static String stem(String word) {
        return Stream.of("ing", "es", "s")
                .filter(end -> word.endsWith(end) && word.length() - end.length() > 2 && !word.endsWith("ss"))
                .findFirst()
                .map(end -> word.substring(0, word.length() - end.length()))
                .map(stem -> stem.endsWith("e") ? stem.substring(0, stem.length() - 1) : stem)
                .orElseGet(() -> word.endsWith("e") && word.length() > 3 ? word.substring(0, word.length() - 1) : word);
    }
}
