package dev.sotto.orchestrator.assistant.slot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A text as words. Plain words are lower case and without outer punctuation; hyphens between letters part words
 * ("forty-eight"), those between digits don't.
 */
public record Words(String text, List<Word> words) {
    private static final Pattern TOKEN = Pattern.compile("\\S+");
    private static final Pattern INNER_HYPHEN = Pattern.compile("(?<=\\p{L})-(?=\\p{L})");
    private static final String OUTER = ".,!?;:\"()[]…“”*";
    /** No caller says more in one breath; longer chat lines are cut before they cost time. */
    private static final int MAX_CHARACTERS = 2_000;

    public Words {
        words = List.copyOf(words);
    }

    /**
     * One word.
     *
     * @param plain lower case, without outer punctuation
     * @param from index of its first character in the text
     * @param to index after its last one, punctuation included
     * @param end punctuation after it, or empty
     */
    public record Word(String plain, int from, int to, String end) {}

    public static Words of(String text) {
        String kept = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) : text;
        String normal = kept.replace('’', '\'').replace('‘', '\'').replace('–', '-');
        List<Word> words = new ArrayList<>();
        Matcher tokens = TOKEN.matcher(normal);
        while (tokens.find()) {
            Matcher hyphens = INNER_HYPHEN.matcher(tokens.group());
            int from = 0;
            while (hyphens.find()) {
                add(words, tokens.group().substring(from, hyphens.start()), tokens.start() + from);
                from = hyphens.end();
            }
            add(words, tokens.group().substring(from), tokens.start() + from);
        }
        return new Words(normal, words);
    }

    private static void add(List<Word> words, String token, int start) {
        int from = 0;
        int to = token.length();
        while (from < to && OUTER.indexOf(token.charAt(from)) >= 0) {
            from++;
        }
        while (to > from && OUTER.indexOf(token.charAt(to - 1)) >= 0) {
            to--;
        }
        if (from < to) {
            String plain = token.substring(from, to).toLowerCase(Locale.ROOT);
            words.add(new Word(plain, start + from, start + token.length(), token.substring(to)));
        } else if (!words.isEmpty()) {
            Word last = words.remove(words.size() - 1);
            words.add(new Word(last.plain, last.from, last.to, last.end + token));
        }
    }

    public int size() {
        return words.size();
    }

    public boolean isEmpty() {
        return words.isEmpty();
    }

    /** The plain word, or empty text outside. */
    public String at(int index) {
        return index < 0 || index >= words.size() ? "" : words.get(index).plain();
    }

    /** Plain words from (inclusive) to (exclusive), with single spaces. */
    public String plain(int from, int to) {
        StringBuilder plain = new StringBuilder();
        for (int index = Math.max(0, from); index < Math.min(to, size()); index++) {
            plain.append(plain.length() == 0 ? "" : " ").append(at(index));
        }
        return plain.toString();
    }

    public String plain() {
        return plain(0, size());
    }

    /** The text as it was written, from one word to before another. */
    public String original(int from, int to) {
        if (from >= to || from >= size()) {
            return "";
        }
        return text.substring(
                words.get(from).from(), words.get(Math.min(to, size()) - 1).to());
    }

    /** A part of these words, counted anew from 0. */
    public Words slice(int from, int to) {
        int end = Math.min(to, size());
        return from >= end ? new Words(text, List.of()) : new Words(text, words.subList(Math.max(0, from), end));
    }

    /** These words without those from one to before another. */
    public Words without(int from, int to) {
        List<Word> rest = new ArrayList<>(words.subList(0, Math.max(0, from)));
        rest.addAll(words.subList(Math.min(to, size()), size()));
        return new Words(text, rest);
    }

    /** Plain words as they follow each other, or -1. */
    public int indexOf(String plainWord) {
        for (int index = 0; index < size(); index++) {
            if (at(index).equals(plainWord)) {
                return index;
            }
        }
        return -1;
    }
}
