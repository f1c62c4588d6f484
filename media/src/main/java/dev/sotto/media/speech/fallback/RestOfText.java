package dev.sotto.media.speech.fallback;

/**
 * Where in a text a voice was when it broke off. Voices don't tell; they speak evenly enough for the sound to tell within a word
 * or two, by a pace that is learned from whole sentences. Thread-safe.
 */
final class RestOfText {
    /** 15 letters a second, to begin with. */
    private static final double USUAL_SAMPLES_PER_LETTER = 8_000.0 / 15;

    private static final int ENOUGH_LETTERS = 20;
    private static final double WEIGHT = 0.1;

    private volatile double samplesPerLetter = USUAL_SAMPLES_PER_LETTER;

    /** A whole text took so long. A lost update between two threads does no harm. */
    @SuppressWarnings("NonAtomicVolatileUpdate")
    void learn(String text, long samples) {
        if (text.length() >= ENOUGH_LETTERS && samples > 0) {
            samplesPerLetter += WEIGHT * ((double) samples / text.length() - samplesPerLetter);
        }
    }

    /** From the word on that was cut, which nobody has understood; empty when all was said. */
    String after(String text, long samples) {
        int reached = (int) (samples / samplesPerLetter);
        if (reached >= text.length()) {
            return "";
        }
        int word = reached;
        while (word > 0 && !Character.isWhitespace(text.charAt(word - 1))) {
            word--;
        }
        return text.substring(word).strip();
    }
}
