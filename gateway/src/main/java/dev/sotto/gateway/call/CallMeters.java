package dev.sotto.gateway.call;

import dev.sotto.media.session.LineQuality;

/** What calls count. Called on event loops; must not block. */
public interface CallMeters {
    CallMeters NONE = new CallMeters() {};

    default void callBegan() {}

    default void callEnded(Termination termination, long millis) {}

    /** How well both sides could hear each other; once, when the call has ended. */
    default void heard(LineQuality quality) {}

    /** Refused before it was answered. */
    default void callRefused(int status) {}

    /** From ACK to the first sound that we sent. */
    default void greeted(long nanos) {}

    /** From the end of the caller's speech to the first sound of our reply. */
    default void replied(long nanos) {}
}
