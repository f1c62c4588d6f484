package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What calls of both directions share once there is a dialog: its phase, BYE, re-INVITE and UPDATE, session timer, REFER, and
 * who hears of them (RFC 3261, 12 to 15).
 *
 * <pre>
 *             UAS: 200 sent            ACK came
 *   EARLY ----------------> ANSWERED -----------> CONFIRMED
 *     | '------- UAC: 2xx came, ACK sent ------------^ |
 *     | the owner ends it      | BYE, lost             | hangUp, lost: BYE
 *     v                        v                       v
 *   ENDED <------------------ENDING <------------------'
 *     ^       BYE answered                             |
 *     '------------------- BYE: 200 ------------------'
 * </pre>
 *
 * hangUp in ANSWERED waits for the ACK: BYE must not come before it (15). How a call begins is its {@link Owner}'s: {@code
 * UasCall} for one that came in. Loop thread only.
 */
final class DialogCall {
    enum Phase {
        EARLY,
        ANSWERED,
        CONFIRMED,
        ENDING,
        ENDED
    }

    /** What differs by direction: everything up to the first ACK. */
    interface Owner {
        /** We don't want it any more, before it was answered. */
        void hangUpEarly(String reason);

        /** BYE in an early dialog; its 200 has been sent. */
        void onEarlyBye();

        /** True where the ACK is the one that confirms the call. */
        boolean onFirstAck(IncomingRequest ack);

        /** The first offer was ours, and no answer has come yet. */
        boolean awaitsAnswer();

        /** The first offer has its answer although the call is not answered: either side may offer again by UPDATE. */
        default boolean isNegotiated() {
            return false;
        }

        /** What to answer to a PRACK; null: it acknowledges nothing of ours. */
        default @Nullable Reply onPrack(IncomingRequest prack) {
            return null;
        }

        /** The answer to the PRACK has been sent. */
        default void afterPrack() {}

        /** The call as its listener knows it; null where it can't be replaced by another. */
        default @Nullable SipCall asCall() {
            return null;
        }

        /** The call is over: stop what still waits. */
        void onEnded();
    }

    private final Dialog dialog;
    private final CallContext context;
    private final Owner owner;
    private final Renegotiation renegotiation;
    private final SessionTimer session;
    private final Referral referral;
    private CallHandler handler = CallHandler.NOBODY;
    private Phase phase = Phase.EARLY;
    private @Nullable String pendingHangUp;

    DialogCall(Dialog dialog, CallContext context, Owner owner) {
        this.dialog = dialog;
        this.context = context;
        this.owner = owner;
        renegotiation = new Renegotiation(this, context);
        session = new SessionTimer(this, context);
        referral = new Referral(this, context);
    }

    void hangUp(String reason) {
        switch (phase) {
            case EARLY -> owner.hangUpEarly(reason);
            case ANSWERED -> pendingHangUp = reason;
            case CONFIRMED -> bye(reason);
            case ENDING, ENDED -> {
                // the peer was faster
            }
        }
    }

    void refer(String target, Map<String, String> headers) {
        switch (phase) {
            case EARLY, ANSWERED -> handler.onTransferFailed(491, "The call is not established yet");
            case CONFIRMED -> referral.refer(target, headers);
            case ENDING, ENDED -> {
                // nobody is there to be sent
            }
        }
    }

    /** Attended transfer: to the peer of that call, in its place. */
    void referTo(DialogCall other) {
        if (phase == Phase.CONFIRMED && other.isConfirmed()) {
            referral.referTo(other.dialog);
        } else if (!isOver()) {
            handler.onTransferFailed(491, "The calls are not both established");
        }
    }

    /** Our 2xx is on its way. */
    void answered() {
        phase = Phase.ANSWERED;
    }

    /** 2xx and ACK have met: tells the handler, then hangs up if that was asked for meanwhile. */
    void confirmed(@Nullable String sdpOfAck) {
        phase = Phase.CONFIRMED;
        try {
            handler.onAcknowledged(sdpOfAck);
        } finally {
            if (pendingHangUp != null && phase == Phase.CONFIRMED) {
                bye(pendingHangUp);
            }
        }
    }

    /** An ACK in this dialog; false where it confirms nothing. */
    boolean onAck(IncomingRequest ack) {
        return owner.onFirstAck(ack) || renegotiation.onAck(ack);
    }

    /** The peer's BYE; its 200 has been sent. */
    void onBye(IncomingRequest bye) {
        String reason = ReasonHeader.text(bye.headers());
        switch (phase) {
            case EARLY -> owner.onEarlyBye();
            case ANSWERED, CONFIRMED -> {
                boolean moved = referral.endsWithBye();
                end();
                if (moved) {
                    handler.onTransferred();
                }
                handler.onHungUp(reason);
            }
            case ENDING, ENDED -> {
                // both hung up
            }
        }
    }

    /** The dialog can't go on: BYE as a courtesy, then gone. */
    void lose(String why) {
        if (phase == Phase.ANSWERED || phase == Phase.CONFIRMED) {
            bye(why);
            handler.onLost(why);
            handler = CallHandler.NOBODY;
        }
    }

    /** Over, without a word to the peer. */
    void end() {
        stopTimers();
        phase = Phase.ENDED;
        context.calls().remove(dialog.key());
    }

    private void bye(String reason) {
        stopTimers();
        phase = Phase.ENDING;
        context.sender().bye(dialog, reason, new ByeListener());
    }

    private void stopTimers() {
        owner.onEnded();
        renegotiation.stop();
        session.stop();
        referral.stop();
    }

    Dialog dialog() {
        return dialog;
    }

    Phase phase() {
        return phase;
    }

    boolean isConfirmed() {
        return phase == Phase.CONFIRMED;
    }

    boolean isOver() {
        return phase == Phase.ENDING || phase == Phase.ENDED;
    }

    /** An offer of ours in the INVITE or in our 2xx waits for its answer. */
    boolean awaitsAnswer() {
        return owner.awaitsAnswer();
    }

    boolean isNegotiated() {
        return owner.isNegotiated();
    }

    Owner owner() {
        return owner;
    }

    CallHandler handler() {
        return handler;
    }

    void handler(CallHandler next) {
        handler = next;
    }

    SessionTimer session() {
        return session;
    }

    Referral referral() {
        return referral;
    }

    Renegotiation renegotiation() {
        return renegotiation;
    }

    /** The end of our BYE; a refusal of it means that the peer has forgotten the dialog, which is what we want. */
    private final class ByeListener implements ClientTransaction.Listener {
        @Override
        public void onResponse(SipResponse response) {
            if (!response.isProvisional() && phase == Phase.ENDING) {
                end();
                if (!response.isSuccess()) {
                    handler.onLost("BYE answered with " + response);
                }
            }
        }

        @Override
        public void onTimeout() {
            if (phase == Phase.ENDING) {
                end();
                handler.onLost("BYE not answered");
            }
        }
    }
}
