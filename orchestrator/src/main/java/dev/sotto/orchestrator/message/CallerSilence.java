package dev.sotto.orchestrator.message;

/**
 * The silence that a caller has heard while it was our turn, measured on the wire.
 *
 * @param nowMillis of the one that lasts; 0 when none does
 * @param overLimit how many passed four seconds
 */
public record CallerSilence(long nowMillis, long longestMillis, long totalMillis, long overLimit) {
    public static final CallerSilence NONE = new CallerSilence(0, 0, 0, 0);
}
