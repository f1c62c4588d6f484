package dev.sotto.media.speech;

/**
 * One leg's decoder: begin, samples, end, and again. Not thread-safe: one thread at a time, never two at once.
 */
public interface RecognitionStream extends AutoCloseable {
    /** Begins an utterance that may be about anything. */
    default void begin() {
        begin(SpeechContext.GENERAL);
    }

    /** Begins an utterance; what an earlier one left unfinished is dropped. */
    void begin(SpeechContext context);

    /** Takes 8 kHz linear samples of the utterance that has begun. */
    void accept(short[] samples, int offset, int count);

    /** What has been understood so far; may be retracted later, so it serves barge-in and endpointing only. */
    String partial();

    /** Ends the utterance and returns what was said; {@link Hypothesis#NOTHING} when nothing was. */
    Hypothesis end();

    @Override
    void close();
}
