package dev.sotto.orchestrator.assistant.slot;

import dev.sotto.orchestrator.task.Slot;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Strings of digits, however they are grouped: "482-913", "four eight two nine one three", "forty eight twenty nine
 * thirteen", "double five". A string of another length than the slot's is no value: half a number is asked for again.
 */
final class DigitsReader implements SlotReader {
    private static final Set<String> SKIPPED =
            Set.of("um", "uh", "er", "erm", "dash", "hyphen", "space", "then", "and", "comma");
    private static final Set<String> NEGATIONS = Set.of("not", "isn't", "wasn't", "instead", "than");
    private static final Set<String> MENDING =
            Set.of("no", "sorry", "actually", "mean", "meant", "wait", "rather", "correction", "wrong", "it's", "but");
    private static final int MAX_ALTERNATIVES = 64;
    /** Out of focus, an open string of digits must be at least this long: "two tents" is no number. */
    private static final int SHORTEST_UNASKED = 4;

    @Override
    public Optional<SlotReading> read(Words words, Slot slot, ReadingRules rules) {
        Optional<SlotReading> strict = best(words, slot, rules.asked(), false);
        return strict.isPresent() || !rules.asked() ? strict : best(words, slot, true, true);
    }

    private static Optional<SlotReading> best(Words words, Slot slot, boolean asked, boolean lenient) {
        Optional<SlotReading> found = Optional.empty();
        boolean negated = true;
        int index = 0;
        while (index < words.size()) {
            int end = runEnd(words, index, lenient);
            if (end == index) {
                index++;
                continue;
            }
            Optional<SlotReading> here = fromRun(words, index, end, slot.length(), asked, lenient);
            boolean denied = index > 0 && NEGATIONS.contains(words.at(index - 1));
            // of several the last counts ("482914, no, 482913"), but not the one that is denied
            if (here.isPresent()
                    && found.isPresent()
                    && !negated
                    && !denied
                    && !corrected(words, found.get().to(), index)
                    && !here.get().value().equals(found.get().value())) {
                return Optional.empty();
            }
            if (here.isPresent() && (found.isEmpty() || negated || !denied)) {
                found = here;
                negated = denied;
            }
            index = end;
        }
        return found;
    }

    /** Two numbers are one value only when the second one mends the first. */
    private static boolean corrected(Words words, int from, int to) {
        for (int index = from; index < to; index++) {
            if (MENDING.contains(words.at(index))) {
                return true;
            }
        }
        return false;
    }

    private static Optional<SlotReading> fromRun(
            Words words, int from, int to, int length, boolean asked, boolean lenient) {
        if (length == 0) {
            String digits = first(words, from, to, lenient);
            int shortest = asked ? 1 : SHORTEST_UNASKED;
            return digits.length() < shortest ? Optional.empty() : Optional.of(new SlotReading(digits, from, to));
        }
        Optional<SlotReading> whole = exact(words, from, to, length, lenient);
        if (whole.isPresent() || !asked) {
            return whole;
        }
        Optional<SlotReading> last = lastWhole(words, from, to, length);
        if (last.isPresent()) {
            return NEGATIONS.contains(words.at(from - 1)) ? last : Optional.empty();
        }
        // "for" and "to" around the number, or digits after a correction: the last stretch that fits
        for (int start = from + 1; start < to; start++) {
            if (lenient ? homophone(words.at(start - 1)) : correctsItself(words, start)) {
                Optional<SlotReading> part = exact(words, start, to, length, lenient);
                if (part.isPresent()) {
                    return part;
                }
            }
        }
        return lenient && homophone(words.at(to - 1)) && to - 1 > from
                ? exact(words, from, to - 1, length, true)
                : Optional.empty();
    }

    /** "Not 482914, 482913": the last of several whole numbers. */
    private static Optional<SlotReading> lastWhole(Words words, int from, int to, int length) {
        for (int index = to - 1; index > from; index--) {
            if (words.at(index).matches("\\d{" + length + "}")) {
                return Optional.of(new SlotReading(words.at(index), index, index + 1));
            }
        }
        return Optional.empty();
    }

    private static boolean correctsItself(Words words, int start) {
        String before = words.at(start - 1);
        return before.equals("no") || before.equals("sorry");
    }

    private static boolean homophone(String word) {
        return NumberWords.HOMOPHONES.containsKey(word);
    }

    private static Optional<SlotReading> exact(Words words, int from, int to, int length, boolean lenient) {
        if (lenient && mostlyHomophones(words, from, to)) {
            return Optional.empty();
        }
        for (String digits : alternatives(words, from, to, lenient)) {
            if (digits.length() == length) {
                return Optional.of(new SlotReading(digits, from, to));
            }
        }
        return Optional.empty();
    }

    private static boolean mostlyHomophones(Words words, int from, int to) {
        int homophones = 0;
        for (int index = from; index < to; index++) {
            homophones += homophone(words.at(index)) ? 1 : 0;
        }
        return homophones * 3 > (to - from) * 2;
    }

    private static String first(Words words, int from, int to, boolean lenient) {
        for (String digits : alternatives(words, from, to, lenient)) {
            return digits;
        }
        return "";
    }

    /** Every way to read the run; the likeliest first ("forty eight" is 48 before it is 408). */
    private static Set<String> alternatives(Words words, int from, int to, boolean lenient) {
        Set<String> found = new LinkedHashSet<>();
        List<String> plain = new ArrayList<>();
        for (int index = from; index < to; index++) {
            plain.add(words.at(index));
        }
        if (plain.contains("thousand") || plain.contains("hundred")) {
            OptionalLong cardinal = NumberWords.cardinal(plain);
            cardinal.ifPresent(number -> found.add(Long.toString(number)));
        }
        expand(plain, 0, "", lenient, found);
        return found;
    }

    private static void expand(List<String> words, int index, String digits, boolean lenient, Set<String> found) {
        if (found.size() >= MAX_ALTERNATIVES) {
            return;
        }
        if (index >= words.size()) {
            found.add(digits);
            return;
        }
        String word = words.get(index);
        String next = index + 1 < words.size() ? words.get(index + 1) : "";
        int times = times(word);
        if (times > 0) {
            String digit = single(next, lenient);
            expand(words, index + 2, digits + digit.repeat(times), lenient, found);
        } else if (NumberWords.TENS.containsKey(word)) {
            int tens = NumberWords.TENS.getOrDefault(word, 0);
            int unit = NumberWords.UNITS.getOrDefault(next, 0);
            if (unit > 0) {
                expand(words, index + 2, digits + (tens + unit), lenient, found);
            }
            expand(words, index + 1, digits + tens, lenient, found);
        } else if (next.equals("hundred") && NumberWords.UNITS.containsKey(word)) {
            expand(words, index + 2, digits + single(word, lenient) + "00", lenient, found);
        } else {
            expand(words, index + 1, digits + plainDigits(word, lenient), lenient, found);
        }
    }

    private static int times(String word) {
        return word.equals("double") ? 2 : word.equals("triple") || word.equals("treble") ? 3 : 0;
    }

    private static String single(String word, boolean lenient) {
        Integer unit = NumberWords.UNITS.get(word);
        if (unit == null) {
            unit = NumberWords.ZEROS.get(word);
        }
        if (unit == null && lenient) {
            unit = NumberWords.HOMOPHONES.get(word);
        }
        return unit != null ? unit.toString() : word.matches("\\d") ? word : "";
    }

    private static String plainDigits(String word, boolean lenient) {
        Integer teen = NumberWords.TEENS.get(word);
        if (teen != null) {
            return teen.toString();
        }
        String single = single(word, lenient);
        return single.isEmpty() ? word.replaceAll("\\D", "") : single;
    }

    /** Where the stretch of number words that begins here ends; {@code from} when none begins. */
    private static int runEnd(Words words, int from, boolean lenient) {
        if (!opens(words, from, lenient)) {
            return from;
        }
        int end = from + 1;
        int last = end;
        while (end < words.size()) {
            if (opens(words, end, lenient)
                    || words.at(end).equals("hundred")
                    || words.at(end).equals("thousand")) {
                last = ++end;
            } else if (SKIPPED.contains(words.at(end)) && end - last < 2) {
                end++;
            } else {
                break;
            }
        }
        return last;
    }

    private static boolean opens(Words words, int index, boolean lenient) {
        String word = words.at(index);
        return NumberWords.UNITS.containsKey(word)
                || NumberWords.TEENS.containsKey(word)
                || NumberWords.TENS.containsKey(word)
                || NumberWords.ZEROS.containsKey(word)
                || isNumeral(word)
                || times(word) > 0 && !single(words.at(index + 1), lenient).isEmpty()
                || lenient && homophone(word);
    }

    private static boolean isNumeral(String word) {
        return word.matches("#?\\d[\\d\\-/.]*") && !word.matches("\\d+\\.\\d\\d");
    }
}
