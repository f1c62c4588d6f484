package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.TransportFailure;
import org.jspecify.annotations.Nullable;

/**
 * Our BYE, INFO, OPTIONS and the like (RFC 3261, 17.1.2).
 *
 * <pre>
 *   send --> TRYING --1xx--> PROCEEDING --200-699--> COMPLETED --K--> TERMINATED
 *              |  |              |                       ^                ^
 *              |  '--------------+--------200-699--------'                |
 *              '---------F-------'-----------timeout----------------------'
 *   E: send again after T1, 2*T1, ... at most T2; in PROCEEDING every T2; over a reliable transport never, and K is 0
 *   TRYING --not delivered, or connection lost--> TERMINATED
 * </pre>
 */
final class NonInviteClientTransaction implements ClientTransaction {
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private final SipRequest request;
    private final Hop to;
    private final TransactionContext context;
    private final Listener listener;
    private final Runnable onTerminated;
    private State state = State.TRYING;
    private long intervalMillis;
    private TimerWheel.@Nullable Timer retransmission;
    private TimerWheel.@Nullable Timer end;

    NonInviteClientTransaction(
            SipRequest request, Hop to, TransactionContext context, Listener listener, Runnable onTerminated) {
        this.request = request;
        this.to = to;
        this.context = context;
        this.listener = listener;
        this.onTerminated = onTerminated;
    }

    State state() {
        return state;
    }

    void start() {
        context.send(request, to, this);
        if (!to.protocol().reliable()) {
            intervalMillis = context.timers().t1();
            retransmission = context.after(intervalMillis, this::onTimerE);
        }
        end = context.after(context.timers().patience(), this::onTimerF);
    }

    @Override
    public void onResponse(SipResponse response) {
        if (state != State.TRYING && state != State.PROCEEDING) {
            context.meters().retransmissionReceived();
            return;
        }
        if (response.isProvisional()) {
            state = State.PROCEEDING;
        } else {
            complete();
        }
        listener.onResponse(response);
    }

    private void complete() {
        if (to.protocol().reliable()) {
            terminate();
            return;
        }
        stopTimers();
        state = State.COMPLETED;
        end = context.after(context.timers().t4(), this::terminate);
    }

    @Override
    public boolean isWaiting() {
        return state == State.TRYING;
    }

    @Override
    public void onTransportFailure(TransportFailure failure) {
        if (state == State.TRYING) {
            terminate();
            listener.onTransportFailure(failure);
        }
    }

    @Override
    public void abandon() {
        stopTimers();
        state = State.TERMINATED;
    }

    private void onTimerE() {
        context.resend(request, to);
        intervalMillis = state == State.TRYING
                ? context.timers().next(intervalMillis)
                : context.timers().t2();
        retransmission = context.after(intervalMillis, this::onTimerE);
    }

    private void onTimerF() {
        terminate();
        listener.onTimeout();
    }

    private void terminate() {
        stopTimers();
        state = State.TERMINATED;
        onTerminated.run();
    }

    private void stopTimers() {
        TimerWheel.stop(retransmission);
        TimerWheel.stop(end);
    }
}
