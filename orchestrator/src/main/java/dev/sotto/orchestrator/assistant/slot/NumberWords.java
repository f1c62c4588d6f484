package dev.sotto.orchestrator.assistant.slot;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** English number words, and what a recogniser writes instead of them. */
final class NumberWords {
    static final Map<String, Integer> UNITS =
            numbered(0, "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine");
    static final Map<String, Integer> TEENS = numbered(
            10,
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen");
    static final Map<String, Integer> TENS = tens();
    /** Other names of zero; a letter between digits is one too. */
    static final Map<String, Integer> ZEROS = Map.of("oh", 0, "o", 0, "nought", 0, "naught", 0, "nil", 0, "zeros", 0);
    /** What is heard instead of a digit; believed only among digits, and only when digits were asked for. */
    static final Map<String, Integer> HOMOPHONES = homophones();

    private NumberWords() {}

    private static Map<String, Integer> numbered(int first, String... names) {
        Map<String, Integer> numbers = new HashMap<>();
        for (int index = 0; index < names.length; index++) {
            numbers.put(names[index], first + index);
        }
        return Map.copyOf(numbers);
    }

    private static Map<String, Integer> tens() {
        Map<String, Integer> tens = new HashMap<>();
        String[] names = {"twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"};
        for (int index = 0; index < names.length; index++) {
            tens.put(names[index], 20 + 10 * index);
        }
        tens.put("fourty", 40);
        return Map.copyOf(tens);
    }

    private static Map<String, Integer> homophones() {
        Map<String, Integer> heard = new HashMap<>();
        heard.putAll(Map.of("won", 1, "wan", 1, "want", 1, "to", 2, "too", 2, "tree", 3, "free", 3, "three's", 3));
        heard.putAll(Map.of("for", 4, "fore", 4, "ford", 4, "fife", 5, "hive", 5, "sex", 6, "sicks", 6, "sick", 6));
        heard.putAll(Map.of("ate", 8, "hate", 8, "aid", 8, "niner", 9, "nein", 9, "mine", 9, "line", 9, "owe", 0));
        heard.putAll(Map.of("heaven", 7, "oo", 0, "eights", 8, "fives", 5, "nines", 9, "ones", 1, "twos", 2));
        return Map.copyOf(heard);
    }

    static boolean isNumber(String word) {
        return UNITS.containsKey(word)
                || TEENS.containsKey(word)
                || TENS.containsKey(word)
                || word.equals("hundred")
                || word.equals("thousand");
    }

    /** "four hundred eighty two thousand nine hundred and thirteen"; empty when the words are no such number. */
    static OptionalLong cardinal(List<String> words) {
        long total = 0;
        long group = 0;
        long last = Long.MAX_VALUE;
        boolean any = false;
        for (String word : words) {
            Integer small = small(word);
            if (small != null) {
                long size = small >= 20 ? 10 : 1;
                if (last <= size || small >= 10 && small < 20 && last < 100 || small == 0 && words.size() > 1) {
                    return OptionalLong.empty();
                }
                group += small;
                last = small >= 10 && small < 20 ? 1 : size;
            } else if (word.equals("hundred") && group < 100 && last > 0) {
                group = Math.max(1, group) * 100;
                last = 100;
            } else if (word.equals("thousand") && total == 0) {
                total = Math.max(1, group) * 1000;
                group = 0;
                last = 1000;
            } else if (!(word.equals("and") && last >= 100 && any) && !(word.equals("a") && !any)) {
                return OptionalLong.empty();
            }
            any = true;
        }
        return any ? OptionalLong.of(total + group) : OptionalLong.empty();
    }

    private static @Nullable Integer small(String word) {
        Integer unit = UNITS.get(word);
        if (unit != null) {
            return unit;
        }
        Integer teen = TEENS.get(word);
        return teen != null ? teen : TENS.get(word);
    }
}
