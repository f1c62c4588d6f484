package dev.sotto.loadtest.acd;

/**
 * Told in text what a caller hears in the contact centre, when it begins to be said: for callers in the same process who are
 * allowed to know by text. On the centre's loop.
 */
public interface Whisper {
    Whisper NOBODY = (callId, text) -> {};

    /** A person says this to the caller of the call with this Call-ID. */
    void said(String callId, String text);

    /** The queue's announcement, while the caller waits. */
    default void announced(String callId, String text) {}
}
