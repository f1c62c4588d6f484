package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * INVITE server transaction (RFC 3261, 17.2.1, with the Accepted state of RFC 6026, 7.1).
 *
 * <pre>
 *            INVITE                       1xx: send;  INVITE again: last 1xx
 *               v                         .---.
 *           PROCEEDING -------------------'   |
 *      2xx  /        \  300-699: send, start G, H
 *          v          v
 *      ACCEPTED     COMPLETED --- ACK: start I ---> CONFIRMED
 *          |          | G: resend;  H: give up          |
 *        L |          v H                               | I
 *          '------> TERMINATED <-----------------------'
 * </pre>
 *
 * Over a reliable transport there is no G, and I is 0. In ACCEPTED repeated INVITEs are swallowed and 2xx pass: the dialog
 * repeats them until ACK (13.3.1.4).
 */
final class InviteServerTransaction implements ServerTransaction {
    enum State {
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        CONFIRMED,
        TERMINATED
    }

    private final IncomingRequest request;
    private final TransactionContext context;
    private final Runnable onTerminated;
    private State state = State.PROCEEDING;
    private Runnable onCancel = () -> {};
    private String localTag = "";
    private @Nullable SipResponse last;
    private TimerWheel.@Nullable Timer retransmission;
    private TimerWheel.@Nullable Timer end;
    private long intervalMillis;

    InviteServerTransaction(IncomingRequest request, TransactionContext context, Runnable onTerminated) {
        this.request = request;
        this.context = context;
        this.onTerminated = onTerminated;
    }

    @Override
    public IncomingRequest request() {
        return request;
    }

    State state() {
        return state;
    }

    /**
     * Says what a CANCEL leads to.
     *
     * @param tag the tag of our To, which the 200 to a CANCEL repeats (9.2)
     */
    void onCancel(String tag, Runnable action) {
        localTag = tag;
        onCancel = action;
    }

    /** Our tag where the request itself brought none; empty for a request that nobody has taken. */
    String localTag() {
        return localTag;
    }

    /** A CANCEL that means this transaction; without effect after a final response (9.2). */
    void cancel() {
        if (state == State.PROCEEDING) {
            onCancel.run();
        }
    }

    @Override
    public void onRetransmission() {
        context.meters().retransmissionReceived();
        if ((state == State.PROCEEDING || state == State.COMPLETED) && last != null) {
            context.resend(last, request.responseHop());
        }
    }

    /** ACK with this transaction's branch, that is one to a refusal. */
    void onAck() {
        if (state == State.COMPLETED) {
            moveTo(State.CONFIRMED);
            if (isReliable()) {
                terminate();
            } else {
                end = context.after(context.timers().t4(), this::terminate);
            }
        } else {
            context.meters().retransmissionReceived();
        }
    }

    @Override
    public void respond(SipResponse response) {
        if (state == State.ACCEPTED && response.isSuccess()) {
            context.resend(response, request.responseHop());
        } else if (state == State.PROCEEDING) {
            if (response == last) {
                context.resend(response, request.responseHop());
                return;
            }
            last = response;
            context.send(response, request.responseHop());
            if (response.isSuccess()) {
                moveTo(State.ACCEPTED);
                end = context.after(context.timers().patience(), this::terminate);
            } else if (!response.isProvisional()) {
                moveTo(State.COMPLETED);
                if (!isReliable()) {
                    intervalMillis = context.timers().t1();
                    retransmission = context.after(intervalMillis, this::onTimerG);
                }
                end = context.after(context.timers().patience(), this::terminate);
            }
        }
    }

    @Override
    public boolean isTerminated() {
        return state == State.TERMINATED;
    }

    @Override
    public void abandon() {
        moveTo(State.TERMINATED);
    }

    private boolean isReliable() {
        return request.source().protocol().reliable();
    }

    private void onTimerG() {
        if (last != null) {
            context.resend(last, request.responseHop());
        }
        intervalMillis = context.timers().next(intervalMillis);
        retransmission = context.after(intervalMillis, this::onTimerG);
    }

    private void terminate() {
        moveTo(State.TERMINATED);
        onTerminated.run();
    }

    private void moveTo(State next) {
        TimerWheel.stop(retransmission);
        TimerWheel.stop(end);
        state = next;
    }
}
