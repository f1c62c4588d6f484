package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

    private static final int MOST_REDIRECTS = 5;
    private static final int MOST_CHALLENGES = 2;
    private static final int MOST_PENDING = 2;
    /** What most carriers ask for (RFC 4028, 4). */
    private static final long INTERVAL_SECONDS = 1_800;

    private static final CallFailure GIVEN_UP = new CallFailure(CallFailure.Kind.NO_ANSWER, 487, "Nobody answered");

    private final CallContext context;
    private final TransactionTable transactions;
    private final InviteWriter writer;
    private final OutgoingHandler handler;
    private final Runnable onSettled;
    private final Forks forks;
    private final List<Header> extra = new ArrayList<>();
    private final Set<String> tried = new LinkedHashSet<>();
    private final List<String> further = new ArrayList<>();

    private CallPlan plan;
    private State state = State.TRYING;
    private InviteWriter.@Nullable Invite invite;
    private boolean provisional;
    private boolean rang;
    private int challenges;
    private int pending;
    private long leastSeconds;
    private @Nullable CallFailure ending;
    private Forks.@Nullable Fork winner;
    private TimerWheel.@Nullable Timer patience;
    private TimerWheel.@Nullable Timer pause;

    UacCall(
            CallPlan plan,
            CallContext context,
            TransactionTable transactions,
            InviteWriter writer,
            OutgoingHandler handler,
            Runnable onSettled) {
        this.plan = plan;
        this.context = context;
        this.transactions = transactions;
        this.writer = writer;
        this.handler = handler;
        this.onSettled = onSettled;
        forks = new Forks(context, plan.trunk(), this);
    }

    void start() {
        patience = context.transactions().after(plan.patience().toMillis(), this::giveUp);
        tried.add(plan.uri());
        send();
    }

    State state() {
        return state;
    }

    private void send() {
        List<Header> fields = new ArrayList<>(extra);
        fields.addAll(SessionTimer.wanted(INTERVAL_SECONDS, leastSeconds));
        InviteWriter.Invite next = writer.next(plan, fields);
        invite = next;
        provisional = false;
        transactions.send(next.request(), next.via(), next.cseq(), next.to(), new InviteListener(next));
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
        return switch (response.status()) {
            case 401, 407 -> authenticate(response);
            case 422 -> lengthen(response);
            case 491 -> later();
            case 300, 301, 302, 305 -> redirect(response);
            default -> tryNext();
        };
    }

    private boolean authenticate(SipResponse challenge) {
        InviteWriter.Invite sent = invite;
        Header answer = sent == null || challenges >= MOST_CHALLENGES
                ? null
                : plan.credentials().answer(sent.request(), challenge);
        if (answer == null) {
            return false;
        }
        challenges++;
        extra.removeIf(field -> field.name().equalsIgnoreCase(answer.name()));
        extra.add(answer);
        send();
        return true;
    }

    /** RFC 4028, 7.3: no session shorter than they say, once. */
    private boolean lengthen(SipResponse response) {
        if (!response.headers().has(HeaderNames.MIN_SE) || leastSeconds > 0) {
            return false;
        }
        leastSeconds = SessionInterval.least(response.headers());
        send();
        return true;
    }

    /** 14.1: whoever made the Call-ID waits 2.1 to 4 s. */
    private boolean later() {
        if (pending >= MOST_PENDING) {
            return false;
        }
        pending++;
        long millis = 2_100 + context.ids().retryAfterSeconds() * 190L;
        pause = context.transactions().after(millis, () -> {
            if (state == State.TRYING || state == State.RINGING) {
                send();
            }
        });
        return true;
    }

    private boolean redirect(SipResponse response) {
        further.addAll(0, RedirectTargets.of(response));
        return tryNext();
    }

    /** The next target that a redirection has named, may be called, and has not been. */
    private boolean tryNext() {
        while (!further.isEmpty() && tried.size() <= MOST_REDIRECTS) {
            String uri = further.remove(0);
            Hop there = tried.contains(uri) ? null : plan.redirects().follow(uri);
            if (there != null) {
                tried.add(uri);
                challenges = 0;
                plan = plan.redirectedTo(uri, there);
                send();
                return true;
            }
        }
        return false;
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
        return plan.hop().address();
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

    /** Hears what one of our INVITEs leads to. */
    private final class InviteListener implements ClientTransaction.Listener {
        private final InviteWriter.Invite sent;

        InviteListener(InviteWriter.Invite sent) {
            this.sent = sent;
        }

        @Override
        public void onResponse(SipResponse response) {
            UacCall.this.onResponse(sent, response);
        }

        @Override
        public void onTimeout() {
            boolean current = sent == invite && state != State.ANSWERED && state != State.FAILED;
            if (current && (state == State.CANCELLING || !tryNext())) {
                fail(ending != null ? ending : CallFailure.of(408, "No answer to INVITE", rang));
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
