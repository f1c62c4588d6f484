package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * Server transaction of every other method (RFC 3261, 17.2.2).
 *
 * <pre>
 *   request --> TRYING --1xx--> PROCEEDING --200-699--> COMPLETED --J--> TERMINATED
 *                  |                                        ^
 *                  '----------------200-699-----------------'
 *   request again: TRYING: nothing; PROCEEDING, COMPLETED: last response; over a reliable transport J is 0
 * </pre>
 */
final class NonInviteServerTransaction implements ServerTransaction {
    enum State {
        TRYING,
        PROCEEDING,
        COMPLETED,
        TERMINATED
    }

    private final IncomingRequest request;
    private final TransactionContext context;
    private final Runnable onTerminated;
    private State state = State.TRYING;
    private @Nullable SipResponse last;
    private TimerWheel.@Nullable Timer end;

    NonInviteServerTransaction(IncomingRequest request, TransactionContext context, Runnable onTerminated) {
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

    @Override
    public void onRetransmission() {
        context.meters().retransmissionReceived();
        if (last != null && state != State.TERMINATED) {
            context.resend(last, request.responseHop());
        }
    }

    @Override
    public void respond(SipResponse response) {
        if (state != State.TRYING && state != State.PROCEEDING) {
            return;
        }
        last = response;
        context.send(response, request.responseHop());
        if (response.isProvisional()) {
            state = State.PROCEEDING;
        } else if (request.source().protocol().reliable()) {
            terminate();
        } else {
            state = State.COMPLETED;
            end = context.after(context.timers().patience(), this::terminate);
        }
    }

    @Override
    public boolean isTerminated() {
        return state == State.TERMINATED;
    }

    @Override
    public void abandon() {
        TimerWheel.stop(end);
        state = State.TERMINATED;
    }

    private void terminate() {
        state = State.TERMINATED;
        onTerminated.run();
    }
}
