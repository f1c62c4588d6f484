package dev.sotto.media.speech.language;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * Turns a {@link Vocabulary} into the files that the embedded recognisers load: a trigram model in the ARPA format and a
 * dictionary of just its words. Files of the same content are found again.
 */
public final class LanguageModelWriter {
    /** Raise when the way of estimation changes, so that files written before are not taken for new ones. */
    private static final String VERSION = "1";

    /** A sentence of the task files counts as much as this many in the phrasebook with weight 1. */
    private static final double TASK_WEIGHT = 6;

    /** Expected counts below this are left to the pairs: letters of e-mail addresses, tails of digit strings. */
    private static final double LEAST_TRIPLE = 0.004;

    private static final int MAX_PATTERNS = 20_000;

    private LanguageModelWriter() {}

    /** Writes the files under {@code folder} unless they are there. Blocks for up to a second. */
    public static LanguageFiles write(Vocabulary vocabulary, Path folder) {
        return write("callers", phrases(vocabulary), Phrasebook.lines("pronunciations.txt"), folder);
    }

    /**
     * Writes the small model of what is said when a number was asked for: the number in all the ways people say it, and the
     * common ways out of the question.
     */
    public static LanguageFiles writeDigits(Path folder) {
        return write("digits", Phrasebook.phrases("digits.txt"), Phrasebook.lines("digit-pronunciations.txt"), folder);
    }

    private static LanguageFiles write(
            String name, List<Phrasebook.Phrase> phrases, List<String> pronunciations, Path folder) {
        Path home = folder.resolve("language-" + hash(phrases, pronunciations));
        var files = new LanguageFiles(home.resolve(name + ".lm"), home.resolve(name + ".dict"));
        if (!Files.exists(files.languageModel()) || !Files.exists(files.dictionary())) {
            TrigramCounts counts = count(phrases);
            try {
                Files.createDirectories(home);
                place(files.dictionary(), PronunciationDictionary.trimmedTo(spoken(counts), pronunciations));
                place(files.languageModel(), new TrigramModel(counts).arpa());
            } catch (IOException e) {
                throw new UncheckedIOException("cannot write the language model to " + home, e);
            }
        }
        return files;
    }

    /** The words that can be recognised. */
    public static Set<String> words(Vocabulary vocabulary) {
        return spoken(count(phrases(vocabulary)));
    }

    private static List<Phrasebook.Phrase> phrases(Vocabulary vocabulary) {
        var phrases = new ArrayList<>(Phrasebook.phrases("phrasebook.txt"));
        vocabulary.tokenized().forEach(words -> phrases.add(new Phrasebook.Phrase(TASK_WEIGHT, words)));
        return phrases;
    }

    static TrigramCounts count(List<Phrasebook.Phrase> phrases) {
        var counts = new TrigramCounts();
        int patterns = 0;
        for (Phrasebook.Phrase phrase : phrases) {
            for (Slots sentence : expanded(phrase)) {
                if (++patterns > MAX_PATTERNS) {
                    throw new IllegalArgumentException(
                            "the vocabulary is too large: more than " + MAX_PATTERNS + " sentence patterns");
                }
                counts.add(sentence);
            }
        }
        counts.prune(LEAST_TRIPLE);
        return counts;
    }

    private static List<Slots> expanded(Phrasebook.Phrase phrase) {
        List<Slots> sentences = List.of(new Slots(phrase.weight(), List.of()));
        for (String token : phrase.words()) {
            List<Slots> next = token.startsWith("{") ? WordClasses.expand(token) : List.of(Slots.of(1, token));
            var longer = new ArrayList<Slots>(sentences.size() * next.size());
            for (Slots sentence : sentences) {
                next.forEach(more -> longer.add(sentence.then(more)));
            }
            sentences = longer;
            if (sentences.size() > MAX_PATTERNS) {
                throw new IllegalArgumentException("too many classes in one sentence: " + phrase.words());
            }
        }
        return sentences;
    }

    private static Set<String> spoken(TrigramCounts counts) {
        var words = new TreeSet<>(counts.words());
        words.remove(TrigramCounts.BEGIN);
        words.remove(TrigramCounts.END);
        return words;
    }

    private static void place(Path file, String text) throws IOException {
        Path unfinished = Files.createTempFile(file.getParent(), "unfinished", null);
        Files.writeString(unfinished, text, StandardCharsets.US_ASCII);
        try {
            Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String hash(List<Phrasebook.Phrase> phrases, List<String> pronunciations) {
        try {
            var digest = MessageDigest.getInstance("SHA-256");
            digest.update((VERSION + pronunciations + phrases).getBytes(StandardCharsets.UTF_8));
            return String.format("%064x", new BigInteger(1, digest.digest())).substring(0, 12);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
