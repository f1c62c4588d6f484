package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Headers;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipMeters;
import dev.sotto.gateway.sip.transport.TransportFailure;
import org.jspecify.annotations.Nullable;

/**
 * An INVITE of ours (RFC 3261, 17.1.1, with the Accepted state of RFC 6026, 7.2).
 *
 * <pre>
 *   send --> CALLING --1xx--> PROCEEDING
 *             |  |  |          |      |
 *           B |  |  '---2xx----'      | 300-699: ACK
 *             |  |       v            v
 *             |  |    ACCEPTED    COMPLETED   (again: ACK again)
 *             |  |       | M          | D
 *             v  v       v            v
 *            TERMINATED <-------------'
 *   A: in CALLING send again after T1, 2*T1, 4*T1, ...; over a reliable transport never, and D is 0
 *   CALLING --not delivered, or connection lost--> TERMINATED
 * </pre>
 *
 * The ACK to a 2xx is the dialog's (13.2.2.4): in ACCEPTED every 2xx goes up.
 */
final class InviteClientTransaction implements ClientTransaction {
    enum State {
        CALLING,
        PROCEEDING,
        ACCEPTED,
        COMPLETED,
        TERMINATED
    }

    private final SipRequest request;
    private final Hop to;
    private final TransactionContext context;
    private final Listener listener;
    private final Runnable onTerminated;
    private State state = State.CALLING;
    private long intervalMillis;
    private @Nullable SipRequest ack;
    private TimerWheel.@Nullable Timer retransmission;
    private TimerWheel.@Nullable Timer end;

    InviteClientTransaction(
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
            retransmission = context.after(intervalMillis, this::onTimerA);
        }
        end = context.after(context.timers().patience(), this::onTimerB);
    }

    @Override
    public void onResponse(SipResponse response) {
        switch (state) {
            case CALLING, PROCEEDING -> onFirst(response);
            case ACCEPTED -> {
                if (response.isSuccess()) {
                    listener.onResponse(response);
                }
            }
            case COMPLETED -> {
                context.meters().retransmissionReceived();
                if (ack != null && response.status() >= 300) {
                    context.resend(ack, to);
                }
            }
            case TERMINATED -> context.meters().dropped(SipMeters.Drop.STRAY_RESPONSE);
        }
    }

    @Override
    public void abandon() {
        moveTo(State.TERMINATED);
    }

    private void onFirst(SipResponse response) {
        if (response.isProvisional()) {
            moveTo(State.PROCEEDING);
        } else if (response.isSuccess()) {
            moveTo(State.ACCEPTED);
            end = context.after(context.timers().patience(), this::terminate);
        } else {
            complete(response);
        }
        listener.onResponse(response);
    }

    private void complete(SipResponse response) {
        moveTo(State.COMPLETED);
        ack = ackTo(response);
        context.send(ack, to);
        if (to.protocol().reliable()) {
            terminate();
        } else {
            end = context.after(context.timers().absorbFinal(), this::terminate);
        }
    }

    @Override
    public boolean isWaiting() {
        return state == State.CALLING;
    }

    @Override
    public void onTransportFailure(TransportFailure failure) {
        if (state == State.CALLING) {
            terminate();
            listener.onTransportFailure(failure);
        }
    }

    /** ACK to a refusal: same branch, same Request-URI, the response's To (17.1.1.3). */
    private SipRequest ackTo(SipResponse response) {
        Headers sent = request.headers();
        Headers headers = Headers.of(h -> h.add(HeaderNames.VIA, sent.first(HeaderNames.VIA))
                .add(HeaderNames.MAX_FORWARDS, "70")
                .add(HeaderNames.FROM, sent.first(HeaderNames.FROM))
                .add(HeaderNames.TO, response.headers().first(HeaderNames.TO))
                .add(HeaderNames.CALL_ID, sent.first(HeaderNames.CALL_ID))
                .add(HeaderNames.CSEQ, ackSequence(sent))
                .addAll(HeaderNames.ROUTE, sent.lines(HeaderNames.ROUTE)));
        return new SipRequest(SipRequest.ACK, request.uri(), headers, SipMessage.NO_BODY);
    }

    private static @Nullable String ackSequence(Headers sent) {
        String cseq = sent.first(HeaderNames.CSEQ);
        return cseq == null ? null : cseq.replace(SipRequest.INVITE, SipRequest.ACK);
    }

    private void onTimerA() {
        context.resend(request, to);
        intervalMillis *= 2;
        retransmission = context.after(intervalMillis, this::onTimerA);
    }

    private void onTimerB() {
        terminate();
        listener.onTimeout();
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
