package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** One of a slot's choices: by its words ("a replacement please" for "Replace it"), place ("the second one") or number. */
final class ChoiceReader implements SlotReader {
    private static final List<Set<String>> PLACES = List.of(
            Set.of("first", "1st", "former"),
            Set.of("second", "2nd"),
            Set.of("third", "3rd"),
            Set.of("fourth", "4th"),
            Set.of("fifth", "5th"),
            Set.of("sixth", "6th"));
    private static final Set<String> NEGATIONS =
            Set.of("not", "no", "don't", "isn't", "without", "never", "than", "wasn't");
    private static final Set<String> EMPTY = Set.of(
            "a", "an", "the", "it", "to", "of", "and", "or", "my", "me", "in", "on", "for", "with", "is", "please",
            "one");
    private static final int STEM = 5;

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        if (!rules.asked() || slot.choices().isEmpty()) {
            return Optional.empty();
        }
        Optional<SlotReading> labelled = byLabel(words, slot.choices());
        return labelled.isPresent() ? labelled : byPlace(words, slot.choices());
    }

    private static Optional<SlotReading> byLabel(Words words, List<String> choices) {
        double best = 0;
        boolean tie = false;
        Optional<SlotReading> found = Optional.empty();
        for (String choice : choices) {
            Match match = match(words, Words.of(choice));
            if (match.share > best) {
                tie = false;
                best = match.share;
                found = Optional.of(new SlotReading(choice, match.from, match.to));
            } else if (match.share > 0 && match.share == best) {
                tie = true;
            }
        }
        return tie || best < 0.3 ? Optional.empty() : found;
    }

    private record Match(double share, int from, int to) {}

    private static Match match(Words words, Words label) {
        int wanted = 0;
        int hits = 0;
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (Words.Word part : label.words()) {
            boolean counts = !EMPTY.contains(part.plain()) || label.size() == 1;
            wanted += counts ? 1 : 0;
            int at = counts ? find(words, part.plain()) : -1;
            if (at >= 0) {
                hits++;
                from = Math.min(from, at);
                to = Math.max(to, at + 1);
            }
        }
        return hits == 0 ? new Match(0, 0, 0) : new Match((double) hits / wanted, from, to);
    }

    private static int find(Words words, String part) {
        for (int index = words.size() - 1; index >= 0; index--) {
            if (alike(words.at(index), part) && !negated(words, index)) {
                return index;
            }
        }
        return -1;
    }

    private static boolean alike(String said, String part) {
        if (said.equals(part)) {
            return true;
        }
        int stem = Math.min(STEM, Math.min(said.length(), part.length()));
        return stem >= 4 && said.regionMatches(0, part, 0, stem);
    }

    /** "I don't want a refund, I want a replacement": a negation shortly before, in the same clause. */
    private static boolean negated(Words words, int index) {
        for (int before = index - 1; before >= Math.max(0, index - 4); before--) {
            Words.Word word = words.words().get(before);
            boolean clauseEnds = !word.end().isEmpty()
                    || word.plain().equals("but")
                    || word.plain().equals("i");
            if (clauseEnds) {
                return false;
            }
            if (NEGATIONS.contains(word.plain())) {
                return true;
            }
        }
        return false;
    }

    private static Optional<SlotReading> byPlace(Words words, List<String> choices) {
        for (int index = 0; index < words.size(); index++) {
            int place = place(words, index, choices.size());
            if (place >= 0 && place < choices.size() && !negated(words, index)) {
                return Optional.of(new SlotReading(choices.get(place), index, index + 1));
            }
        }
        return Optional.empty();
    }

    private static int place(Words words, int index, int count) {
        String word = words.at(index).toLowerCase(Locale.ROOT);
        for (int place = 0; place < PLACES.size(); place++) {
            if (PLACES.get(place).contains(word)) {
                return place;
            }
        }
        if (word.equals("last") || word.equals("latter")) {
            return count - 1;
        }
        boolean numbered =
                Set.of("number", "option", "choice", "press").contains(words.at(index - 1)) || words.size() == 1;
        if (!numbered) {
            return -1;
        }
        return word.matches("[1-9]") ? word.charAt(0) - '1' : NumberWords.UNITS.getOrDefault(word, 0) - 1;
    }
}
