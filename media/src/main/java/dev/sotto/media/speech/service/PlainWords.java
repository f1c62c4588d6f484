package dev.sotto.media.speech.service;

import java.util.Locale;

/** What services write, as the rest of the gateway has it: lower case words, single spaces, no punctuation. */
public final class PlainWords {
    private PlainWords() {}

    /** "Where's my order, No. 482,913?" is "where's my order no 482913". */
    public static String of(String text) {
        return text.toLowerCase(Locale.ROOT)
                .replace('’', '\'')
                .replaceAll("(?<=\\d)[,](?=\\d{3})", "")
                .replaceAll("(?<=\\d)\\.(?=\\d)", "\u0001")
                .replaceAll("[^\\p{L}\\p{M}\\p{N}'$£€%@\u0001]+", " ")
                .replace('\u0001', '.')
                .strip();
    }
}
