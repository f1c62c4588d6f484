package dev.sotto.media.session;

/** Which words of a phrase were heard when it was stopped. */
final class HeardText {
    /** Of telephone voices when nothing better is known: about 14 characters a second. */
    private static final double SAMPLES_PER_CHARACTER = 8000 / 14.0;

    private HeardText() {}

    /**
     * The whole words whose sound went out.
     *
     * @param totalSamples of the phrase, or -1 when it is still being made
     */
    static String of(String text, long playedSamples, long totalSamples) {
        double total = totalSamples > 0 ? totalSamples : text.length() * SAMPLES_PER_CHARACTER;
        int characters = (int) Math.min(text.length(), text.length() * (playedSamples / total));
        if (characters == text.length()) {
            return text;
        }
        int end = characters;
        while (end > 0 && !Character.isWhitespace(text.charAt(end))) {
            end--;
        }
        return text.substring(0, end).strip();
    }
}
