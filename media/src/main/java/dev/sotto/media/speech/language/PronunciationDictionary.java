package dev.sotto.media.speech.language;

import com.sun.speech.freetts.en.us.CMULexicon;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;

/**
 * Trims the CMU pronouncing dictionary (inside {@code de.sciss:sphinx4-data}) to the words that are needed. For a word that it
 * lacks, a product's name for instance, FreeTTS's letter-to-sound rules guess one pronunciation.
 */
final class PronunciationDictionary {
    private static final String CMUDICT = "/edu/cmu/sphinx/models/en-us/cmudict-en-us.dict";

    private PronunciationDictionary() {}

    /** Lines as CMU's decoders read them: the word, alternatives as {@code word(2)}, then its phones. */
    static String trimmedTo(Set<String> words, List<String> additions) {
        var lines = new TreeMap<String, String>();
        var missing = new java.util.TreeSet<>(words);
        for (String line : additions) {
            take(line, words, lines, missing);
        }
        try (InputStream in = PronunciationDictionary.class.getResourceAsStream(CMUDICT)) {
            if (in == null) {
                throw new IllegalStateException("the CMU dictionary is missing: is sphinx4-data there?");
            }
            var reader = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                take(line, words, lines, missing);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!missing.isEmpty()) {
            guess(missing, lines);
        }
        var text = new StringBuilder();
        lines.forEach(
                (word, phones) -> text.append(word).append(' ').append(phones).append('\n'));
        return text.toString();
    }

    private static void take(String line, Set<String> words, TreeMap<String, String> lines, Set<String> missing) {
        int space = line.indexOf(' ');
        if (space < 0) {
            return;
        }
        String entry = line.substring(0, space);
        int bracket = entry.indexOf('(');
        String word = bracket < 0 ? entry : entry.substring(0, bracket);
        if (words.contains(word)) {
            lines.putIfAbsent(entry, line.substring(space + 1).strip());
            missing.remove(word);
        }
    }

    private static void guess(Set<String> missing, TreeMap<String, String> lines) {
        CMULexicon lexicon;
        try {
            lexicon = CMULexicon.getInstance(true);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        for (String word : missing) {
            var phones = new StringBuilder();
            for (String phone : lexicon.getPhones(word, null)) {
                String plain = phone.replaceAll("\\d", "").toUpperCase(Locale.ROOT);
                phones.append(phones.isEmpty() ? "" : " ").append(plain.equals("AX") ? "AH" : plain);
            }
            lines.put(word, phones.isEmpty() ? "AH" : phones.toString());
        }
    }
}
