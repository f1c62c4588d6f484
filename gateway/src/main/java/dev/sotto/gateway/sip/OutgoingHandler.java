package dev.sotto.gateway.sip;

/**
 * Hears how a call of ours begins. Loop thread. {@code onAnswered} or {@code onFailed} is the last event; after {@code onAnswered}
 * the call's {@link CallHandler} hears {@code onAcknowledged} at once and all that follows.
 */
public interface OutgoingHandler {
    /** 180, once. */
    default void onRinging() {}

    /**
     * Sound before the answer: ringing tones, announcements.
     *
     * @param sdp the answer to our offer, for now
     */
    default void onEarlyMedia(String sdp) {}

    /**
     * 2xx; its ACK has been sent. Sets the call's handler.
     *
     * @param sdp the answer to our offer
     */
    void onAnswered(OutgoingCall call, String sdp);

    void onFailed(CallFailure failure);
}
