package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * re-INVITE and UPDATE of one call (RFC 3261, 14.2; RFC 3311, 5.2): asks the call's handler for the answer and sees to it
 * that only one exchange is open. Loop thread only.
 */
final class Renegotiation {
    private final DialogCall call;
    private final CallContext context;
    private @Nullable AnswerRetry answerRetry;
    private boolean offerIsOurs;

    Renegotiation(DialogCall call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    void onInvite(ServerTransaction transaction) {
        Reply busy = busy(call.phase() == DialogCall.Phase.EARLY);
        if (busy != null) {
            respond(transaction, busy);
            return;
        }
        String sdp = transaction.request().sdp();
        String answer = call.handler().onReoffer(sdp);
        if (answer == null) {
            respond(transaction, Reply.refusal(488, "No media in common", 0));
            return;
        }
        refreshTarget(transaction.request());
        offerIsOurs = sdp == null;
        Reply ok = call.session().accept(transaction.request(), Reply.of(200).withSdp(answer));
        SipResponse response = context.responses()
                .inDialog(transaction.request(), ok, call.dialog().localTag());
        stop();
        answerRetry = new AnswerRetry(transaction, response, context.transactions(), this::onNoAck);
        answerRetry.start();
    }

    void onUpdate(ServerTransaction transaction) {
        String sdp = transaction.request().sdp();
        Reply reply = sdp == null ? null : busy(call.phase() == DialogCall.Phase.EARLY);
        if (reply == null && sdp != null) {
            String answer = call.handler().onReoffer(sdp);
            reply = answer == null
                    ? Reply.refusal(488, "No media in common", 0)
                    : Reply.of(200).withSdp(answer);
        }
        if (reply == null || reply.status() == 200) {
            refreshTarget(transaction.request());
            reply = call.session().accept(transaction.request(), reply == null ? Reply.of(200) : reply);
        }
        respond(transaction, reply);
    }

    /** True where the ACK was for a re-INVITE of this call. */
    boolean onAck(IncomingRequest ack) {
        if (answerRetry == null || !answerRetry.isFor(ack)) {
            return false;
        }
        stop();
        String sdp = ack.sdp();
        if (offerIsOurs && sdp != null) {
            call.handler().onReofferAnswered(sdp);
        }
        offerIsOurs = false;
        return true;
    }

    void stop() {
        if (answerRetry != null) {
            answerRetry.stop();
            answerRetry = null;
        }
    }

    /** 500 while an offer of the peer is open, 491 while one of ours is; else null. */
    private @Nullable Reply busy(boolean unanswered) {
        if (unanswered) {
            String seconds = Integer.toString(context.ids().retryAfterSeconds());
            return Reply.of(500, "Earlier request not answered yet").with(HeaderNames.RETRY_AFTER, seconds);
        }
        return call.awaitsAnswer() || answerRetry != null && offerIsOurs ? Reply.of(491) : null;
    }

    private void onNoAck() {
        answerRetry = null;
        call.lose("no ACK to re-INVITE");
    }

    private void respond(ServerTransaction transaction, Reply reply) {
        transaction.respond(context.responses()
                .inDialog(transaction.request(), reply, call.dialog().localTag()));
    }

    private void refreshTarget(IncomingRequest request) {
        try {
            call.dialog().refreshTarget(request);
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("unchecked Contact: " + e.what(), e);
        }
    }
}
