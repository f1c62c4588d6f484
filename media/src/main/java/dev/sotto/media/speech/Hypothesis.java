package dev.sotto.media.speech;

/**
 * What an engine believes was said.
 *
 * @param text lower case words separated by single spaces; empty when nothing was understood
 * @param confidence 0 to 1; below {@value #DOUBTFUL} the words are not to be acted on without asking again. Engines map
 *     their own scores to this scale, see each engine's documentation
 */
public record Hypothesis(String text, double confidence) {
    /** Below this the caller is asked again instead of being taken at their word. */
    public static final double DOUBTFUL = 0.5;

    public static final Hypothesis NOTHING = new Hypothesis("", 0);

    public boolean isEmpty() {
        return text.isEmpty();
    }

    /** Speech stays out of logs. */
    @Override
    public String toString() {
        return "Hypothesis[words=" + (text.isEmpty() ? 0 : text.split(" ").length) + ", confidence=" + confidence + "]";
    }
}
