package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.trunk.Trunk;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that came in, from INVITE to BYE (RFC 3261, 13.3 and 15).
 *
 * <pre>
 *                  CANCEL, refuse, hangUp: 487, 3xx-6xx, 480
 *   INVITE --> EARLY ------------------------------------------.
 *                | answer: 200, repeated                        |
 *                v                                              |
 *             ANSWERED --- no ACK in 64*T1: BYE --.             |
 *                | ACK         |                  v             v
 *                v             | BYE: 200      ENDING ------> ENDED
 *            CONFIRMED --------+---------> (BYE answered   ^
 *                |   hangUp: BYE            or timed out)  |
 *                '-------------------------> BYE: 200 -----'
 * </pre>
 *
 * hangUp in ANSWERED waits for the ACK: BYE must not come before it (15). Loop thread only.
 */
final class UasCall implements IncomingCall {
    enum Phase {
        EARLY,
        ANSWERED,
        CONFIRMED,
        ENDING,
        ENDED
    }

    /** As Timer C of proxies (16.6): an INVITE that nobody answers or cancels ends, too. */
    private static final long MAX_EARLY_MILLIS = 180_000;

    private static final CallHandler NOBODY = new NoHandler();

    private final InviteServerTransaction transaction;
    private final IncomingRequest invite;
    private final SipUri requestUri;
    private final Dialog dialog;
    private final CallContext context;
    private final Runnable onEnded;
    private CallHandler handler = NOBODY;
    private Phase phase = Phase.EARLY;
    private @Nullable AnswerRetry answerRetry;
    private final Renegotiation renegotiation;
    private final SessionTimer session;
    private final Referral referral;
    private final TimerWheel.Timer patience;
    private @Nullable String pendingHangUp;

    UasCall(
            InviteServerTransaction transaction,
            SipUri requestUri,
            Dialog dialog,
            CallContext context,
            Runnable onEnded) {
        this.transaction = transaction;
        this.invite = transaction.request();
        this.requestUri = requestUri;
        this.dialog = dialog;
        this.context = context;
        this.onEnded = onEnded;
        renegotiation = new Renegotiation(this, context);
        session = new SessionTimer(this, context);
        referral = new Referral(this, context);
        transaction.onCancel(dialog.localTag(), this::onCancel);
        patience = context.transactions().after(MAX_EARLY_MILLIS, this::onNoAnswer);
    }

    @Override
    public void ringing() {
        if (phase == Phase.EARLY) {
            transaction.respond(context.responses().inDialog(invite, Reply.of(180), dialog.localTag()));
        }
    }

    @Override
    public void answer(String sdp) {
        if (phase != Phase.EARLY) {
            return;
        }
        phase = Phase.ANSWERED;
        patience.stop();
        Reply reply = session.accept(invite, Reply.of(200).withSdp(sdp));
        SipResponse ok = context.responses().inDialog(invite, reply, dialog.localTag());
        answerRetry = new AnswerRetry(transaction, ok, context.transactions(), () -> lose("no ACK"));
        answerRetry.start();
    }

    @Override
    public void refuse(int status, String reason) {
        if (status < 300 || status > 699) {
            throw new IllegalArgumentException("not a refusal: " + status);
        }
        if (phase == Phase.EARLY) {
            transaction.respond(context.responses()
                    .to(invite, Reply.refusal(status, reason, context.retryAfterSeconds()), dialog.localTag()));
            end();
        }
    }

    @Override
    public void hangUp(String reason) {
        switch (phase) {
            case EARLY -> refuse(480, reason);
            case ANSWERED -> pendingHangUp = reason;
            case CONFIRMED -> bye(reason);
            case ENDING, ENDED -> {
                // the peer was faster
            }
        }
    }

    @Override
    public void refer(String target) {
        switch (phase) {
            case EARLY, ANSWERED -> handler.onTransferFailed(491, "The call is not established yet");
            case CONFIRMED -> referral.refer(target);
            case ENDING, ENDED -> {
                // nobody is there to be sent
            }
        }
    }

    /** An ACK in this dialog; false where it confirms nothing. */
    boolean onAck(IncomingRequest ack) {
        if (phase != Phase.ANSWERED || answerRetry == null || !answerRetry.isFor(ack)) {
            return renegotiation.onAck(ack);
        }
        answerRetry.stop();
        phase = Phase.CONFIRMED;
        boolean ours = offer() == null && ack.message().hasBody();
        try {
            handler.onAcknowledged(ours ? ack.message().bodyText() : null);
        } finally {
            if (pendingHangUp != null && phase == Phase.CONFIRMED) {
                bye(pendingHangUp);
            }
        }
        return true;
    }

    /** The peer's BYE; its 200 has been sent. */
    void onBye(IncomingRequest bye) {
        String reason = ReasonHeader.text(bye.headers());
        switch (phase) {
            case EARLY -> onCancel();
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
            handler = NOBODY;
        }
    }

    private void onNoAnswer() {
        refuse(480, "");
        handler.onLost("not answered in " + MAX_EARLY_MILLIS / 1000 + " s");
    }

    private void onCancel() {
        transaction.respond(context.responses().to(invite, Reply.of(487), dialog.localTag()));
        end();
        handler.onCancelled();
    }

    private void bye(String reason) {
        stopAnswer();
        phase = Phase.ENDING;
        context.sender().bye(dialog, reason, new ByeListener());
    }

    private void end() {
        patience.stop();
        stopAnswer();
        phase = Phase.ENDED;
        onEnded.run();
    }

    private void stopAnswer() {
        if (answerRetry != null) {
            answerRetry.stop();
        }
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

    CallHandler handler() {
        return handler;
    }

    boolean isConfirmed() {
        return phase == Phase.CONFIRMED;
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

    @Override
    public void handler(CallHandler next) {
        handler = next;
    }

    @Override
    public String callId() {
        return invite.callId();
    }

    @Override
    public Trunk trunk() {
        return invite.trunk();
    }

    @Override
    public SipUri requestUri() {
        return requestUri;
    }

    @Override
    public String user() {
        return requestUri.user();
    }

    @Override
    public String fromUri() {
        return dialog.remoteUri();
    }

    @Override
    public @Nullable String fromDisplay() {
        return dialog.remoteDisplay();
    }

    @Override
    public @Nullable String offer() {
        return invite.sdp();
    }

    @Override
    public Optional<String> header(String name) {
        return Optional.ofNullable(invite.headers().first(HeaderNames.canonical(name)));
    }

    @Override
    public InetSocketAddress remote() {
        return invite.remote();
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
