package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that came in, up to its ACK (RFC 3261, 13.3); from then on it is a {@link DialogCall}.
 *
 * <pre>
 *                 CANCEL, refuse, hangUp: 487, 3xx-6xx, 480
 *   INVITE --> EARLY --------------------------------------> ENDED
 *                | answer: 200, repeated
 *                v
 *             ANSWERED --ACK--> CONFIRMED
 *                '--- no ACK in 64*T1: BYE --> ENDING
 * </pre>
 *
 * Loop thread only.
 */
final class UasCall implements IncomingCall, DialogCall.Owner {
    /** As Timer C of proxies (16.6): an INVITE that nobody answers or cancels ends, too. */
    private static final long MAX_EARLY_MILLIS = 180_000;

    private final InviteServerTransaction transaction;
    private final IncomingRequest invite;
    private final SipUri requestUri;
    private final CallContext context;
    private final DialogCall call;
    private final TimerWheel.Timer patience;
    private @Nullable AnswerRetry answerRetry;

    UasCall(InviteServerTransaction transaction, SipUri requestUri, Dialog dialog, CallContext context) {
        this.transaction = transaction;
        this.invite = transaction.request();
        this.requestUri = requestUri;
        this.context = context;
        call = new DialogCall(dialog, context, this);
        transaction.onCancel(dialog.localTag(), this::onCancel);
        patience = context.transactions().after(MAX_EARLY_MILLIS, this::onNoAnswer);
    }

    DialogCall dialogCall() {
        return call;
    }

    @Override
    public void ringing() {
        if (isEarly()) {
            transaction.respond(context.responses().inDialog(invite, Reply.of(180), localTag()));
        }
    }

    @Override
    public void answer(String sdp) {
        if (!isEarly()) {
            return;
        }
        call.answered();
        patience.stop();
        Reply reply = call.session().accept(invite, Reply.of(200).withSdp(sdp));
        SipResponse ok = context.responses().inDialog(invite, reply, localTag());
        answerRetry = new AnswerRetry(transaction, ok, context.transactions(), () -> call.lose("no ACK"));
        answerRetry.start();
    }

    @Override
    public void refuse(int status, String reason) {
        if (status < 300 || status > 699) {
            throw new IllegalArgumentException("not a refusal: " + status);
        }
        if (isEarly()) {
            transaction.respond(context.responses()
                    .to(invite, Reply.refusal(status, reason, context.retryAfterSeconds()), localTag()));
            call.end();
        }
    }

    @Override
    public void hangUp(String reason) {
        call.hangUp(reason);
    }

    @Override
    public void refer(String target) {
        call.refer(target);
    }

    @Override
    public void handler(CallHandler next) {
        call.handler(next);
    }

    @Override
    public void hangUpEarly(String reason) {
        refuse(480, reason);
    }

    @Override
    public void onEarlyBye() {
        onCancel();
    }

    @Override
    public boolean onFirstAck(IncomingRequest ack) {
        if (call.phase() != DialogCall.Phase.ANSWERED || answerRetry == null || !answerRetry.isFor(ack)) {
            return false;
        }
        answerRetry.stop();
        boolean ours = offer() == null && ack.message().hasBody();
        call.confirmed(ours ? ack.message().bodyText() : null);
        return true;
    }

    @Override
    public boolean awaitsAnswer() {
        return call.phase() == DialogCall.Phase.ANSWERED && offer() == null;
    }

    @Override
    public void onEnded() {
        patience.stop();
        if (answerRetry != null) {
            answerRetry.stop();
        }
    }

    private void onNoAnswer() {
        refuse(480, "");
        call.handler().onLost("not answered in " + MAX_EARLY_MILLIS / 1000 + " s");
    }

    private void onCancel() {
        transaction.respond(context.responses().to(invite, Reply.of(487), localTag()));
        call.end();
        call.handler().onCancelled();
    }

    private boolean isEarly() {
        return call.phase() == DialogCall.Phase.EARLY;
    }

    private String localTag() {
        return call.dialog().localTag();
    }

    @Override
    public String callId() {
        return invite.callId();
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
        return call.dialog().remoteUri();
    }

    @Override
    public @Nullable String fromDisplay() {
        return call.dialog().remoteDisplay();
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
}
