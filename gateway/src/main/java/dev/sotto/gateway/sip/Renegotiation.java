package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * re-INVITE and UPDATE of one call, the peer's and ours (RFC 3261, 14; RFC 3311, 5): asks the call's handler for the answer
 * and sees to it that only one exchange is open (RFC 6337, 3.4 and 4). Loop thread only.
 */
final class Renegotiation {
    private final DialogCall call;
    private final CallContext context;
    private @Nullable AnswerRetry answerRetry;
    private @Nullable Reinvite ours;
    private boolean offerIsOurs;

    Renegotiation(DialogCall call, CallContext context) {
        this.call = call;
        this.context = context;
    }

    void onInvite(ServerTransaction transaction) {
        Reply busy = call.phase() == DialogCall.Phase.EARLY ? unanswered() : busy();
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
        Reply reply = sdp == null ? null : busy();
        if (reply == null && sdp != null) {
            reply = answerTo(sdp);
        }
        if (reply == null || reply.status() == 200) {
            refreshTarget(transaction.request());
            reply = call.session().accept(transaction.request(), reply == null ? Reply.of(200) : reply);
        }
        respond(transaction, reply);
    }

    /** 200 with the handler's answer, or 488. */
    Reply answerTo(String offer) {
        String answer = call.handler().onReoffer(offer);
        return answer == null
                ? Reply.refusal(488, "No media in common", 0)
                : Reply.of(200).withSdp(answer);
    }

    /**
     * Offers again what holds now, by re-INVITE.
     *
     * @return false where there is nothing to offer; then nothing is sent
     */
    boolean reoffer(List<Header> extra, Consumer<SipResponse> onFinal) {
        String offer = call.handler().onReoffer(null);
        if (offer == null) {
            return false;
        }
        ours = Reinvite.send(call, context, onFinal, offer, extra);
        return true;
    }

    /** An exchange of offer and answer is under way, or an INVITE is. */
    boolean isOpen() {
        return answerRetry != null || isOursOpen() || call.awaitsAnswer();
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

    private boolean isOursOpen() {
        return ours != null && ours.isOpen();
    }

    /** 491 while an offer of ours is open, 500 while the first one of the peer is; else null. */
    private @Nullable Reply busy() {
        if (call.awaitsAnswer() || isOursOpen() || answerRetry != null && offerIsOurs) {
            return Reply.of(491);
        }
        return call.phase() == DialogCall.Phase.EARLY && !call.isNegotiated() ? unanswered() : null;
    }

    private Reply unanswered() {
        String seconds = Integer.toString(context.ids().retryAfterSeconds());
        return Reply.of(500, "Earlier request not answered yet").with(HeaderNames.RETRY_AFTER, seconds);
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
