package dev.sotto.media.session;

/** What a session does with sound. */
public enum MediaMode {
    /** Listens, recognises, speaks, gives way. */
    CONVERSATION,
    /** Sends back what it hears; for measurements. */
    ECHO,
    /** Plays one phrase over and over with voice detection on and barge-in off; for measurements. */
    PROMPT
}
