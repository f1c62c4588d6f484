package dev.sotto.gateway.sip;

/** A call of ours: from INVITE on. {@code hangUp} before the answer is CANCEL. Loop thread only. */
public interface OutgoingCall extends SipCall {
    /** Gives up because it has rung for long enough: as {@code hangUp}, but the end is {@code NO_ANSWER}. */
    void giveUp();
}
