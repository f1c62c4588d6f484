package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import io.vertx.core.Future;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A call of ours up to its answer (RFC 3261, 13.2); from then on it is a {@link DialogCall}.
 *
 * <pre>
 *                      .-- 401, 407, 422, 3xx, 491: another INVITE --.
 *                      v                                             |
 *   INVITE --------> TRYING --1xx--> RINGING ------------------------'
 *                      |  |             | |------ 2xx: ACK ---> ANSWERED --- another 2xx: ACK, BYE
 *   hangUp, giveUp,    |  '--3xx-6xx----|-' 3xx-6xx, timeout -> FAILED
 *   time is up         v                v
 *                   CANCELLING --1xx--> CANCEL --487, any final--> FAILED
 *                      '-- 2xx after all: ACK, BYE ---------------> FAILED
 * </pre>
 *
 * CANCEL waits for the first provisional response (9.1). Loop thread only.
 */
final class UacCall implements OutgoingCall, DialogCall.Owner, WithDialog {
    enum State {
        TRYING,
        RINGING,
        CANCELLING,
        ANSWERED,
        FAILED
    }

    private static final CallFailure GIVEN_UP = new CallFailure(CallFailure.Kind.NO_ANSWER, 487, "Nobody answered");

    private final CallContext context;
    private final TransactionTable transactions;
    private final RequestSender sender;
    private final InviteWriter writer;
    private final OutgoingHandler handler;
    private final Runnable onSettled;
    private final Forks forks;
    private final Tries tries;

    private State state = State.TRYING;
    private @Nullable Sending sending;
    /** The newest try. */
    private InviteWriter.@Nullable Invite invite;

    private Runnable noFurtherHop = () -> {};
    private boolean provisional;
    private boolean rang;
    private @Nullable CallFailure ending;
    private Forks.@Nullable Fork winner;
    private TimerWheel.@Nullable Timer patience;
    private TimerWheel.@Nullable Timer pause;

    UacCall(
            CallPlan plan,
            CallContext context,
            TransactionTable transactions,
            RequestSender sender,
            InviteWriter writer,
            OutgoingHandler handler,
            Runnable onSettled) {
        tries = new Tries(plan);
        this.context = context;
        this.transactions = transactions;
        this.sender = sender;
        this.writer = writer;
        this.handler = handler;
        this.onSettled = onSettled;
        forks = new Forks(context, plan.trunk(), this);
    }

    void start() {
        patience = context.transactions().after(tries.plan().patience().toMillis(), this::giveUp);
        send();
    }

    State state() {
        return state;
    }

    private void send() {
        provisional = false;
        Sending next = new Sending(writer.nextNumber());
        sending = next;
        noFurtherHop = sender.send(Future.succeededFuture(tries.plan().hops()), next.cseq, next, next);
    }

    private void onResponse(InviteWriter.Invite sent, SipResponse response) {
        if (response.isSuccess()) {
            onSuccess(sent, response);
        } else if (sent == invite && response.isProvisional()) {
            onProvisional(sent, response);
        } else if (sent == invite && state != State.ANSWERED && state != State.FAILED) {
            onRefusal(response);
        }
    }

    private void onProvisional(InviteWriter.Invite sent, SipResponse response) {
        boolean first = !provisional;
        provisional = true;
        if (state == State.CANCELLING) {
            if (first) {
                cancel();
            }
            return;
        }
        if (state != State.TRYING && state != State.RINGING) {
            return;
        }
        state = State.RINGING;
        Forks.Fork fork = forks.of(sent, response);
        if (fork != null && !fork.provisionals.on(response, null, new Unheard())) {
            return;
        }
        if (response.status() == 180 && !rang) {
            rang = true;
            handler.onRinging();
        }
        if (fork != null && fork.sdp != null && state == State.RINGING) {
            handler.onEarlyMedia(fork.sdp);
        }
    }

    private void onSuccess(InviteWriter.Invite sent, SipResponse response) {
        Forks.Fork fork = forks.of(sent, response);
        if (fork == null) {
            return;
        }
        boolean again = fork.ack != null;
        forks.acknowledge(fork, sent);
        if (again) {
            return;
        }
        if (state == State.ANSWERED || state == State.FAILED || state == State.CANCELLING || fork.sdp == null) {
            fork.call.confirmed(null);
            fork.call.hangUp(state == State.ANSWERED ? "answered elsewhere" : "not wanted any more");
            if (state == State.CANCELLING) {
                fail(ending == null ? GIVEN_UP : ending);
            } else if (state == State.TRYING || state == State.RINGING) {
                fail(new CallFailure(CallFailure.Kind.REFUSED, 488, "Answered without a session description"));
            }
            return;
        }
        state = State.ANSWERED;
        winner = fork;
        settled();
        forks.keepOnly(fork);
        handler.onAnswered(this, fork.sdp);
        fork.call.session().accepted(response);
        fork.call.confirmed(null);
    }

    private void onRefusal(SipResponse response) {
        if (state != State.CANCELLING && goOn(response)) {
            return;
        }
        fail(ending != null ? ending : CallFailure.of(response.status(), response.reason(), rang));
    }

    /** True where another INVITE follows, now or a little later. */
    private boolean goOn(SipResponse response) {
        InviteWriter.Invite refused = invite;
        Tries.Next next = refused == null ? Tries.Next.GIVE_UP : tries.after(response, refused);
        switch (next) {
            case AT_ONCE -> send();
            case LATER ->
                pause = context.transactions().after(Tries.pauseMillis(context.ids()), () -> {
                    if (state == State.TRYING || state == State.RINGING) {
                        send();
                    }
                });
            case GIVE_UP -> {
                // that is its end
            }
        }
        return next != Tries.Next.GIVE_UP;
    }

    @Override
    public void giveUp() {
        giveUp(GIVEN_UP);
    }

    @Override
    public void hangUp(String reason) {
        if (winner != null) {
            winner.call.hangUp(reason);
        } else {
            giveUp(new CallFailure(CallFailure.Kind.CANCELLED, 487, reason));
        }
    }

    private void giveUp(CallFailure why) {
        if (state != State.TRYING && state != State.RINGING) {
            return;
        }
        ending = why;
        state = State.CANCELLING;
        TimerWheel.stop(pause);
        TimerWheel.stop(patience);
        noFurtherHop.run();
        if (provisional) {
            cancel();
        }
        // 9.1: a CANCEL that leads to nothing ends by itself; after 64*T1 nobody waits for it any more
        patience = context.transactions().after(context.transactions().timers().patience(), () -> forget(why));
    }

    private void forget(CallFailure why) {
        InviteWriter.Invite sent = invite;
        if (sent != null) {
            transactions.drop(sent.via(), sent.cseq());
        }
        fail(why);
    }

    private void cancel() {
        InviteWriter.Invite sent = invite;
        if (sent != null) {
            InviteWriter.Invite cancel = writer.cancel(sent);
            transactions.send(cancel.request(), cancel.via(), cancel.cseq(), cancel.to(), new Unheard());
        }
    }

    private void fail(CallFailure failure) {
        if (state == State.FAILED || state == State.ANSWERED) {
            return;
        }
        state = State.FAILED;
        settled();
        forks.keepOnly(null);
        handler.onFailed(failure);
    }

    private void settled() {
        TimerWheel.stop(patience);
        TimerWheel.stop(pause);
        onSettled.run();
    }

    @Override
    public void handler(CallHandler next) {
        if (winner != null) {
            winner.call.handler(next);
        }
    }

    @Override
    public void refer(String target) {
        refer(target, Map.of());
    }

    @Override
    public void refer(String target, Map<String, String> headers) {
        if (winner != null) {
            winner.call.refer(target, headers);
        }
    }

    @Override
    public @Nullable DialogCall dialogCall() {
        return winner == null ? null : winner.call;
    }

    @Override
    public String callId() {
        return writer.callId();
    }

    @Override
    public InetSocketAddress remote() {
        InviteWriter.Invite sent = invite;
        return (sent == null ? tries.plan().hops().get(0) : sent.to()).address();
    }

    @Override
    public void hangUpEarly(String reason) {
        hangUp(reason);
    }

    @Override
    public void onEarlyBye() {
        // one of several phones has gone; the INVITE itself is still open
    }

    @Override
    public boolean onFirstAck(IncomingRequest ack) {
        return false;
    }

    @Override
    public boolean awaitsAnswer() {
        return state != State.ANSWERED;
    }

    @Override
    public void onEnded() {
        // our timers have ended with the answer
    }

    /** One INVITE, over one hop after another, and what it leads to. */
    private final class Sending implements RequestSender.Build, ClientTransaction.Listener {
        private final CSeq cseq;
        private final List<Header> fields = tries.headers();
        private InviteWriter.@Nullable Invite sent;

        Sending(CSeq cseq) {
            this.cseq = cseq;
        }

        @Override
        public SipRequest with(Via via, Hop to) {
            InviteWriter.Invite next = writer.invite(tries.plan(), fields, cseq, via, to);
            sent = next;
            invite = next;
            return next.request();
        }

        @Override
        public void onResponse(SipResponse response) {
            if (sent != null) {
                UacCall.this.onResponse(sent, response);
            }
        }

        @Override
        public void onTimeout() {
            boolean current = sending == this && state != State.ANSWERED && state != State.FAILED;
            if (!current) {
                return;
            }
            if (state == State.CANCELLING || !tries.another()) {
                fail(ending != null ? ending : CallFailure.of(408, "No answer to INVITE", rang));
            } else {
                send();
            }
        }
    }

    /** What comes of a CANCEL itself doesn't matter: the INVITE's end does. */
    private static final class Unheard implements ClientTransaction.Listener {
        @Override
        public void onResponse(SipResponse response) {}

        @Override
        public void onTimeout() {}
    }
}
