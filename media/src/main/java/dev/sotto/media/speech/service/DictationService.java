package dev.sotto.media.speech.service;

import dev.sotto.media.speech.SpeechContext;
import java.util.concurrent.Executor;

/** A recogniser behind a network. One per process; thread-safe. */
public interface DictationService extends AutoCloseable {
    /** As it is written in settings. */
    String name();

    /** One line for the operator: where sound goes, and what can't be done. Without secrets. */
    String limits();

    /** A call's line to the service; connects when there is something to say. */
    Line open(Executor context);

    @Override
    void close();

    /** Context of the call only. */
    interface Line extends AutoCloseable {
        /** Speech begins; the one before has ended or is abandoned. */
        Dictation begin(SpeechContext expected, Dictation.Listener listener);

        @Override
        void close();
    }
}
