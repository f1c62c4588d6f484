package dev.sotto.media.speech;

/** What kind of answer an utterance is likely to be. A hint: whatever else is said has to be understood, too. */
public enum SpeechContext {
    /** Anything callers say. */
    GENERAL,
    /** A number, spoken digit by digit or in groups: an order number, a telephone number. */
    DIGITS
}
