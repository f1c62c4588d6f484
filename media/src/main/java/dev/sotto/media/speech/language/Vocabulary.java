package dev.sotto.media.speech.language;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What callers of this gateway are expected to say: phrases that start tasks, answers to what slots ask, questions to the
 * knowledge. What every caller says (digits, yes and no, corrections, greetings, money, dates) is always included and
 * need not be repeated here.
 *
 * @param sentences example sentences; spelling, punctuation and digits as people write them. They may contain classes:
 *     {@code {digits:6}} (or {@code {digits}}), {@code {pair}}, {@code {number}}, {@code {money}}, {@code {date}}, {@code {time}},
 *     {@code {yes_no}}, {@code {name}}, {@code {email}}. An unknown class is an {@link IllegalArgumentException}
 */
public record Vocabulary(List<String> sentences) {
    private static final Pattern CLASS = Pattern.compile("\\{([a-z_]+)(?::(\\d{1,2}))?}");
    private static final Pattern MONEY = Pattern.compile("[$£€](\\d{1,6})(?:\\.\\d\\d)?");
    private static final Pattern DIGITS = Pattern.compile("\\d+");
    private static final int MAX_WORDS = 40;

    public Vocabulary {
        sentences = List.copyOf(sentences);
        for (String sentence : sentences) {
            var classes = Pattern.compile("\\{[^}]*}?").matcher(sentence);
            while (classes.find()) {
                if (!WordClasses.isKnown(classes.group())) {
                    throw new IllegalArgumentException("unknown class " + classes.group() + " in \"" + sentence
                            + "\"; there are " + WordClasses.NAMES);
                }
            }
        }
    }

    public static Vocabulary of(String... sentences) {
        return new Vocabulary(List.of(sentences));
    }

    /** A vocabulary with more sentences. */
    public Vocabulary plus(Collection<String> more) {
        var all = new ArrayList<>(sentences);
        all.addAll(more);
        return new Vocabulary(all);
    }

    /** Sentences as lists of lower case words and classes; a text of several sentences is taken apart. */
    List<List<String>> tokenized() {
        var result = new ArrayList<List<String>>();
        for (String text : sentences) {
            for (String sentence : text.split("(?<=[.!?])\\s+|[\\n;]")) {
                List<String> words = words(sentence);
                if (!words.isEmpty()) {
                    result.add(words.subList(0, Math.min(words.size(), MAX_WORDS)));
                }
            }
        }
        return result;
    }

    /** "Refund $50, please" is "refund fifty dollars please". */
    static List<String> words(String sentence) {
        String text = sentence.toLowerCase(Locale.ROOT).replace('’', '\'');
        text = MONEY.matcher(text).replaceAll(m -> NumberWords.cardinal(Long.parseLong(m.group(1))) + " dollars");
        var words = new ArrayList<String>();
        for (String token : text.split("[\\s,.!?\"()/“”—–-]+")) {
            if (CLASS.matcher(token).matches()) {
                words.add(token);
            } else {
                addWords(token, words);
            }
        }
        return words;
    }

    private static void addWords(String token, List<String> words) {
        Matcher digits = DIGITS.matcher(token);
        String spoken = digits.replaceAll(m -> " "
                + (m.group().length() > 3
                        ? NumberWords.digits(m.group())
                        : NumberWords.cardinal(Long.parseLong(m.group())))
                + " ");
        for (String word : spoken.replaceAll("[^a-z' ]", "").split(" ")) {
            String bare = word.replaceAll("^'+|'+$", "");
            if (!bare.isEmpty()) {
                words.add(bare);
            }
        }
    }
}
