package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.QuotedString;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipUri;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A call that came in, up to its ACK (RFC 3261, 13.3); from then on it is a {@link DialogCall}.
 *
 * <pre>
 *                 CANCEL, refuse, hangUp: 487, 3xx-6xx, 480; no PRACK: 504
 *   INVITE --> EARLY --------------------------------------> ENDED
 *                | answer: 200, repeated; not before the PRACK to a reliable 183
 *                v
 *             ANSWERED --ACK--> CONFIRMED
 *                '--- no ACK in 64*T1: BYE --> ENDING
 * </pre>
 *
 * Loop thread only.
 */
final class UasCall implements IncomingCall, DialogCall.Owner, WithDialog {
    /** As Timer C of proxies (16.6): an INVITE that nobody answers or cancels ends, too. */
    private static final long MAX_EARLY_MILLIS = 180_000;

    private final InviteServerTransaction transaction;
    private final IncomingRequest invite;
    private final SipUri requestUri;
    private final CallContext context;
    private final DialogCall call;
    private final TimerWheel.Timer patience;
    private final ReliableProvisionals reliable;
    private final @Nullable SipCall replaces;
    private @Nullable AnswerRetry answerRetry;
    private @Nullable String described;
    private @Nullable String pendingAnswer;
    private boolean negotiated;

    /** @param replaces whose place it is to take, or null */
    UasCall(
            InviteServerTransaction transaction,
            SipUri requestUri,
            Dialog dialog,
            CallContext context,
            @Nullable SipCall replaces) {
        this.transaction = transaction;
        this.invite = transaction.request();
        this.requestUri = requestUri;
        this.context = context;
        this.replaces = replaces;
        call = new DialogCall(dialog, context, this);
        reliable = new ReliableProvisionals(transaction, dialog, context, this::onNoPrack);
        transaction.onCancel(dialog.localTag(), this::onCancel);
        patience = context.transactions().after(MAX_EARLY_MILLIS, this::onNoAnswer);
    }

    @Override
    public DialogCall dialogCall() {
        return call;
    }

    @Override
    public void ringing() {
        provisional(Reply.of(180), false);
    }

    @Override
    public void progress(String sdp) {
        if (!isEarly() || described != null) {
            return;
        }
        if (offer() != null || ReliableProvisionals.wanted(invite, true)) {
            described = sdp;
            provisional(Reply.of(183).withSdp(sdp), true);
        } else {
            // an offer that is not acknowledged is none (RFC 3262, 5)
            provisional(Reply.of(183), false);
        }
    }

    private void provisional(Reply reply, boolean withSdp) {
        if (!isEarly() || pendingAnswer != null) {
            return;
        }
        Reply full = marked(reply.with(HeaderNames.SUPPORTED, Extensions.SUPPORTED));
        if (ReliableProvisionals.wanted(invite, withSdp)) {
            reliable.send(full);
        } else {
            transaction.respond(context.responses().inDialog(invite, full, localTag()));
        }
    }

    private Reply marked(Reply reply) {
        Reply marked = reply;
        for (Header mark : call.dialog().marks()) {
            marked = marked.with(mark.name(), mark.value());
        }
        return marked;
    }

    @Override
    public @Nullable Reply onPrack(IncomingRequest prack) {
        SipResponse acknowledged = isEarly() ? reliable.onPrack(prack) : null;
        if (acknowledged == null) {
            return null;
        }
        boolean first = acknowledged.hasBody() && !negotiated;
        negotiated |= first;
        String sdp = prack.sdp();
        Reply reply = Reply.of(200);
        if (sdp != null && negotiated) {
            if (first && offer() == null) {
                call.handler().onReofferAnswered(sdp);
            } else {
                reply = call.renegotiation().answerTo(sdp);
            }
        }
        if (first) {
            call.handler().onEarlyMedia();
        }
        return reply;
    }

    /** What waited for the PRACK; its 200 has been sent. */
    @Override
    public void afterPrack() {
        String waiting = pendingAnswer;
        if (waiting != null && !reliable.isOpen()) {
            pendingAnswer = null;
            answer(waiting);
        }
    }

    private void onNoPrack() {
        refuse(504, "No PRACK came");
        call.handler().onLost("no PRACK");
    }

    @Override
    public void answer(String sdp) {
        if (!isEarly()) {
            return;
        }
        if (reliable.isOpen()) {
            // no 2xx before the PRACK to a description (RFC 3262, 3)
            pendingAnswer = sdp;
            return;
        }
        call.answered();
        patience.stop();
        Reply ok200 = negotiated ? Reply.of(200) : Reply.of(200).withSdp(sdp);
        Reply reply = marked(call.session().accept(invite, ok200));
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
                    .to(invite, marked(Reply.refusal(status, reason, context.retryAfterSeconds())), localTag()));
            call.end();
        }
    }

    @Override
    public void hangUp(String reason) {
        call.hangUp(reason);
    }

    @Override
    public void refer(String target) {
        call.refer(target, Map.of());
    }

    @Override
    public void refer(String target, Map<String, String> headers) {
        call.refer(target, headers);
    }

    @Override
    public void referTo(SipCall other) {
        DialogCall dialogCall = other instanceof WithDialog with ? with.dialogCall() : null;
        if (dialogCall != null) {
            call.referTo(dialogCall);
        } else {
            call.handler().onTransferFailed(400, "The other call has no dialog");
        }
    }

    @Override
    public void mark(String name, String value) {
        call.dialog().mark(new Header(name, QuotedString.oneLine(value)));
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
        boolean ours = offer() == null && !negotiated && ack.message().hasBody();
        call.confirmed(ours ? ack.message().bodyText() : null);
        return true;
    }

    @Override
    public boolean awaitsAnswer() {
        boolean offered = call.phase() == DialogCall.Phase.ANSWERED || described != null && isEarly();
        return offered && offer() == null && !negotiated;
    }

    @Override
    public boolean isNegotiated() {
        return negotiated;
    }

    @Override
    public SipCall asCall() {
        return this;
    }

    @Override
    public void onEnded() {
        patience.stop();
        reliable.stop();
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
    public List<Header> headers() {
        return invite.headers().fields();
    }

    @Override
    public @Nullable SipCall replaces() {
        return replaces;
    }

    @Override
    public InetSocketAddress remote() {
        return invite.remote();
    }
}
