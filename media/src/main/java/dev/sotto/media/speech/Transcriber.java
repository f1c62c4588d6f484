package dev.sotto.media.speech;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Recognition as a call sees it: non-blocking and fair. Samples of all legs are decoded by a bounded worker pool, leg by
 * leg in turn; a leg whose queue is full loses its oldest samples, which is counted.
 */
public interface Transcriber {
    /** Opens a leg. {@code listener} is called through {@code context} only (the call's event loop). */
    Leg open(Executor context, Listener listener);

    /** A second opinion on what sounds like voice in a call, from the same workers; null where there is no model for it. */
    default @Nullable VoiceCheck voiceCheck(Executor context) {
        return null;
    }

    /** Call context only. */
    interface Leg {
        /** Speech begins that may be about anything. */
        default void begin() {
            begin(SpeechContext.GENERAL);
        }

        /** Speech begins. */
        void begin(SpeechContext context);

        /** Samples are copied; 20 ms at a time. Ignored unless an utterance has begun. */
        void accept(short[] samples, int offset, int count);

        /** Speech has ended: {@link Listener#onFinal} follows, exactly once for each begin that isn't abandoned. */
        void end();

        /** Forgets the utterance: no final result comes. */
        void abandon();

        /** Returns the decoder to the pool; nothing is called afterwards. */
        void close();
    }

    /** Called on the call's context. */
    interface Listener {
        /** Words so far have changed. */
        void onPartial(String text);

        /** The utterance as it was understood; may be empty. */
        void onFinal(Hypothesis hypothesis);
    }
}
