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
    /** An offer of the peer's waits for the handler's answer. */
    private boolean asking;

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
        ask(transaction, sdp, answer -> accept(transaction, sdp == null, answer));
    }

    private void accept(ServerTransaction transaction, boolean ours, String answer) {
        refreshTarget(transaction.request());
        offerIsOurs = ours;
        Reply ok = call.session().accept(transaction.request(), Reply.of(200).withSdp(answer));
        SipResponse response = context.responses()
                .inDialog(transaction.request(), ok, call.dialog().localTag());
        stop();
        answerRetry = new AnswerRetry(transaction, response, context.transactions(), this::onNoAck);
        answerRetry.start();
    }

    /** The handler may need time; meanwhile no other exchange begins, and where the peer has hung up it is 487 (15.1.2). */
    private void ask(ServerTransaction transaction, @Nullable String sdp, Consumer<String> accept) {
        asking = true;
        call.handler().onReoffer(sdp, answer -> {
            asking = false;
            if (call.phase() == DialogCall.Phase.ENDED) {
                respond(transaction, Reply.of(487));
            } else if (answer == null) {
                respond(transaction, Reply.refusal(488, "No media in common", 0));
            } else {
                accept.accept(answer);
            }
        });
    }

    void onUpdate(ServerTransaction transaction) {
        String sdp = transaction.request().sdp();
        Reply busy = sdp == null ? null : busy();
        if (busy != null) {
            respond(transaction, busy);
        } else if (sdp == null) {
            update(transaction, Reply.of(200));
        } else {
            ask(transaction, sdp, answer -> update(transaction, Reply.of(200).withSdp(answer)));
        }
    }

    private void update(ServerTransaction transaction, Reply ok) {
        refreshTarget(transaction.request());
        respond(transaction, call.session().accept(transaction.request(), ok));
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
        return asking || answerRetry != null || isOursOpen() || call.awaitsAnswer();
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
        return asking || call.phase() == DialogCall.Phase.EARLY && !call.isNegotiated() ? unanswered() : null;
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
