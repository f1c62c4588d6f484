package dev.sotto.media.speech.service;

import dev.sotto.media.speech.Hypothesis;

/** One utterance on its way to a service. Context of the call only; never blocks. */
public interface Dictation {
    /** Samples are copied. */
    void accept(short[] samples, int offset, int count);

    /** All was said: the result, or a failure, follows within the service's time. */
    void end();

    /** Nobody wants it any more: nothing follows. */
    void abandon();

    /** Called on the context of the call. Exactly one of final and failure comes, unless it is abandoned. */
    interface Listener {
        /** Words so far have changed. */
        void onPartial(String text);

        void onFinal(Hypothesis hypothesis);

        /** May come before the end of speech. */
        void onFailure(ServiceFailure why);
    }
}
