package dev.sotto.media.session;

/**
 * One stretch of the caller's speech as it was recognised.
 *
 * @param text lower case words, never empty
 * @param confidence 0 to 1, see {@link dev.sotto.media.speech.Hypothesis}
 * @param startedNanos when the speech began, on the engine's clock
 * @param endedNanos when the speech itself ended
 * @param decidedNanos when the pause after it was long enough to call it the end of the turn
 * @param overUs it began while we spoke
 */
public record Utterance(
        String text, double confidence, long startedNanos, long endedNanos, long decidedNanos, boolean overUs) {
    /** Speech stays out of logs. */
    @Override
    public String toString() {
        return "Utterance[confidence=" + confidence + ", millis=" + (endedNanos - startedNanos) / 1_000_000 + "]";
    }
}
