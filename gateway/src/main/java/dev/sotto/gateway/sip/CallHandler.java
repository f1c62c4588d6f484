package dev.sotto.gateway.sip;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hears of what happens to a call. Loop thread. One of the {@code onCancelled, onHungUp, onLost} is the last event. */
public interface CallHandler {
    /** For a call whose events concern nobody any more. */
    CallHandler NOBODY = new NoHandler();

    /**
     * The first ACK to our answer.
     *
     * @param sdp the answer to our offer, where the INVITE had none
     */
    void onAcknowledged(@Nullable String sdp);

    /** The caller gave up before the answer; 487 has been sent. */
    void onCancelled();

    /**
     * BYE; 200 has been sent.
     *
     * @param reason the Reason header's text (RFC 3326), or null
     */
    void onHungUp(@Nullable String reason);

    /**
     * re-INVITE or UPDATE.
     *
     * @param sdp the offer; null where the peer wants ours
     * @return our answer or offer, which for a null that comes of ourselves is what holds now; null refuses with 488 and all stays as it was
     */
    @Nullable
    String onReoffer(@Nullable String sdp);

    /**
     * The same for a handler that needs time: {@code answer} is told once what the other would return, at once or later, on the
     * loop. Asked of re-INVITE and UPDATE in an answered call; everything else asks the other.
     */
    default void onReoffer(@Nullable String sdp, Consumer<@Nullable String> answer) {
        answer.accept(onReoffer(sdp));
    }

    /** The answer to the offer that {@link #onReoffer} made. */
    default void onReofferAnswered(String sdp) {}

    /** The caller listens already, before the answer: what {@code IncomingCall.progress} described has been acknowledged. */
    default void onEarlyMedia() {}

    /** A key, by INFO: 0-9, *, #, A-D. */
    void onDigit(char digit);

    /**
     * The caller has been put through to the target of {@link SipCall#refer}: there is nothing more to say here. Where the
     * caller's side has hung up by itself, {@code onHungUp} follows. After {@code onTransferFailed} it says that the
     * connection came about after all, later than we waited.
     */
    default void onTransferred() {}

    /**
     * The caller could not be put through and is still here.
     *
     * @param status why, as a SIP status: of the REFER or of the call to the target; 408 where no result came in time, 480 where
     *     the peer ended its reports without one, 400 for a target that is none
     */
    default void onTransferFailed(int status, String reason) {}

    /** No ACK came, or our BYE failed: the dialog is gone. */
    void onLost(String reason);
}
