package dev.sotto.media.session;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Where the sentences of a line begin and end, in its own text: what is spoken, cached and given way after. A dot within a
 * number or an address, after an initial or after a common abbreviation ends nothing.
 */
final class Sentences {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "ave", "no", "nr", "vs", "etc", "approx", "ext", "inc", "ltd", "co",
            "e.g", "i.e");

    private Sentences() {}

    /** Offsets of the first character and of the one after the last. */
    record Range(int from, int to) {}

    /** In order and without the space between them; one, as it is, when there is nothing to part. */
    static List<Range> of(String text) {
        List<Range> ranges = new ArrayList<>();
        int from = 0;
        for (int at = 0; at < text.length(); at++) {
            if (ends(text, at)) {
                add(ranges, text, from, at + 1);
                from = at + 1;
            }
        }
        add(ranges, text, from, text.length());
        return ranges.isEmpty() ? List.of(new Range(0, text.length())) : ranges;
    }

    private static boolean ends(String text, int at) {
        char letter = text.charAt(at);
        if (letter == '\n') {
            return true;
        }
        boolean last = at + 1 == text.length() || Character.isWhitespace(text.charAt(at + 1));
        if (!last) {
            return false;
        }
        int mark = at;
        while (mark > 0 && "\"')”’".indexOf(text.charAt(mark)) >= 0) {
            mark--;
        }
        return switch (text.charAt(mark)) {
            case '!', '?', '…' -> true;
            case '.' -> !abbreviated(text, mark);
            default -> false;
        };
    }

    private static boolean abbreviated(String text, int dot) {
        int from = dot;
        while (from > 0 && (Character.isLetter(text.charAt(from - 1)) || text.charAt(from - 1) == '.')) {
            from--;
        }
        String word = text.substring(from, dot);
        boolean initial = word.length() == 1 && Character.isUpperCase(word.charAt(0)) && !word.equals("I");
        return initial || ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }

    /** Marks alone are nobody's sentence. */
    private static void add(List<Range> ranges, String text, int from, int to) {
        int begin = from;
        int end = to;
        while (begin < end && Character.isWhitespace(text.charAt(begin))) {
            begin++;
        }
        while (end > begin && Character.isWhitespace(text.charAt(end - 1))) {
            end--;
        }
        if (text.substring(begin, end).chars().anyMatch(Character::isLetterOrDigit)) {
            ranges.add(new Range(begin, end));
        }
    }
}
