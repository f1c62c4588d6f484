package dev.sotto.gateway.call;

/** What calls count. Called on event loops; must not block. */
public interface CallMeters {
    CallMeters NONE = new CallMeters() {};

    default void callBegan() {}

    default void callEnded(Termination termination, long millis) {}

    /** Refused before it was answered. */
    default void callRefused(int status) {}

    /** From ACK to the first sound that we sent. */
    default void greeted(long nanos) {}

    /** From the end of the caller's speech to the first sound of our reply. */
    default void replied(long nanos) {}
}
