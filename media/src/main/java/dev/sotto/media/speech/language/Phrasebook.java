package dev.sotto.media.speech.language;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Reads the line-based resources of this package: a number sign begins a comment. */
final class Phrasebook {
    /** A sentence every company hears and how often. */
    record Phrase(double weight, List<String> words) {}

    private Phrasebook() {}

    static List<Phrase> phrases(String resource) {
        var phrases = new ArrayList<Phrase>();
        for (String line : lines(resource)) {
            int space = line.indexOf(' ');
            phrases.add(new Phrase(
                    Double.parseDouble(line.substring(0, space)), Vocabulary.words(line.substring(space + 1))));
        }
        return phrases;
    }

    static List<String> lines(String resource) {
        try (InputStream in = Phrasebook.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IllegalStateException("missing resource " + resource);
            }
            return new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))
                    .lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
