package dev.sotto.media.session;

/** How something that was to be said ended. */
public enum SpeechOutcome {
    COMPLETED,
    INTERRUPTED,
    /** It gave way at the end of a sentence, or before it was begun. */
    YIELDED,
    /** There was no sound for it, or no room in the queue. */
    FAILED
}
