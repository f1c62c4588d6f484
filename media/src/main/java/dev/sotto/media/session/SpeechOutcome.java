package dev.sotto.media.session;

/** How something that was to be said ended. */
public enum SpeechOutcome {
    COMPLETED,
    INTERRUPTED,
    /** There was no sound for it, or no room in the queue. */
    FAILED
}
