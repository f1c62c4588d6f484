package dev.sotto.media.session;

/** Told what a call's sound brings; what is not overridden is of no interest. All on the call's event loop; may call the session, even close it, from within. */
public interface MediaListener {
    /** The caller talks: voice is confirmed. */
    default void onSpeechStarted() {}

    /** The caller's turn has ended and was recognised. In the order of the turns, however late a recogniser is. */
    default void onUtterance(Utterance utterance) {}

    /** There was something like speech, and no words in it: if it interrupted us, it did so falsely. */
    default void onNothingUnderstood() {}

    /** Words so far; may be retracted. */
    default void onPartial(String text) {}

    /** A key was pressed: 0-9, *, #, A-D. */
    default void onDigit(char digit) {}

    /** What {@link MediaSession#say} was given has ended. Exactly once for each that was accepted or refused. */
    default void onSpeechFinished(Spoken spoken) {}

    /**
     * A silence that the caller hears while it is our turn has ended, or lasts: then once a second, from two seconds on.
     */
    default void onSilence(CallerSilence silence) {}

    /** Such a silence passes four seconds. Once for each. */
    default void onSilenceTooLong(CallerSilence silence) {}

    /** We are saying something, and for a second nothing of it could be heard. Once until something can. */
    default void onInaudible() {}

    /** No RTP for as long as the settings allow, while we aren't held. Once, until packets come again. */
    default void onMediaTimeout() {}

    /** The first frame of a phrase that can be heard is on the wire. */
    default void onFirstSound(long speechId) {}
}
