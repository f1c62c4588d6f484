package dev.sotto.orchestrator.model;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Whole sentences out of text that streams in, each as soon as it is certain to have ended: a full stop ends one only when a
 * blank and something else follow, and not after an abbreviation, an initial or a list's number ("$1.50", "Dr. Lee", "2.").
 */
final class Sentences {
    private static final Set<String> ABBREVIATIONS = Set.of(
            "mr", "mrs", "ms", "dr", "prof", "st", "no", "nr", "e.g", "i.e", "vs", "approx", "inc", "ltd", "co", "corp",
            "jr", "sr", "a.m", "p.m", "u.s", "u.k", "dept", "est", "fig", "max", "min", "tel", "ext", "art", "jan",
            "feb", "aug", "sept", "sep", "oct", "nov", "dec", "ave", "rd", "blvd", "cf", "al");
    private static final String CLOSERS = "\"')]}”’»*";
    /** A letter or a number of any kind ("²", "Ⅻ", letters beyond the basic plane): what makes a part worth saying. */
    private static final Pattern SPEAKABLE = Pattern.compile("[\\p{L}\\p{N}]");
    /** A "sentence" without an end is parted where it can be. */
    private static final int LONGEST = 400;

    private final StringBuilder rest = new StringBuilder();

    List<String> feed(String part) {
        rest.append(part);
        List<String> sentences = new ArrayList<>();
        int from = 0;
        for (int index = 0; index < rest.length(); index++) {
            int end = endAt(from, index);
            if (end > from) {
                add(rest.substring(from, end), sentences);
                from = end;
                index = end - 1;
            }
        }
        rest.delete(0, from);
        return sentences;
    }

    /** What is left when the text is over. */
    List<String> end() {
        List<String> sentences = new ArrayList<>();
        add(rest.toString(), sentences);
        rest.setLength(0);
        return sentences;
    }

    /** Where the sentence from {@code from} ends, if the character at {@code index} ends it; else -1. */
    private int endAt(int from, int index) {
        char at = rest.charAt(index);
        if (at == '\n') {
            return index + 1;
        }
        if (index - from >= LONGEST && (at == ',' || at == ';' || index - from >= 2 * LONGEST && at == ' ')) {
            return index + 1;
        }
        if (".!?…".indexOf(at) < 0) {
            return -1;
        }
        int after = index + 1;
        while (after < rest.length()
                && (".!?…".indexOf(rest.charAt(after)) >= 0 || CLOSERS.indexOf(rest.charAt(after)) >= 0)) {
            after++;
        }
        int next = after;
        while (next < rest.length() && rest.charAt(next) == ' ') {
            next++;
        }
        boolean certain = next > after && next < rest.length() || after < rest.length() && rest.charAt(after) == '\n';
        if (!certain || at == '.' && after == index + 1 && !endsSentence(from, index, next)) {
            return -1;
        }
        return after;
    }

    private boolean endsSentence(int from, int stop, int next) {
        int start = stop;
        while (start > from && !Character.isWhitespace(rest.charAt(start - 1))) {
            start--;
        }
        String word =
                rest.substring(start, stop).replaceAll("^[(\\[\"'“‘*]+", "").toLowerCase(Locale.ROOT);
        boolean initial = word.length() == 1 && Character.isLetter(word.charAt(0)) && !word.equals("i");
        boolean number = !word.isEmpty() && word.chars().allMatch(Character::isDigit) && isBlank(from, start);
        boolean goesOn = Character.isLowerCase(rest.charAt(next));
        return !ABBREVIATIONS.contains(word) && !initial && !number && !goesOn;
    }

    private boolean isBlank(int from, int to) {
        return rest.substring(from, to).isBlank();
    }

    /** As it can be spoken: without the marks of a list or of emphasis. */
    private static void add(String sentence, List<String> sentences) {
        String plain = sentence.replaceAll("\\*\\*|__|`", "")
                .replaceAll("(?m)^\\s*(?:[-*•]|#{1,6})\\s+", "")
                .strip();
        if (SPEAKABLE.matcher(plain).find()) {
            sentences.add(plain);
        }
    }
}
