package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * Repeats a 2xx to INVITE or re-INVITE until its ACK comes: after T1, then doubling up to T2, for 64*T1 (RFC 3261,
 * 13.3.1.4). Loop thread only.
 */
final class AnswerRetry {
    private final ServerTransaction transaction;
    private final SipResponse answer;
    private final TransactionContext context;
    private final Runnable onNoAck;
    private long intervalMillis;
    private TimerWheel.@Nullable Timer retransmission;
    private TimerWheel.@Nullable Timer end;

    AnswerRetry(ServerTransaction transaction, SipResponse answer, TransactionContext context, Runnable onNoAck) {
        this.transaction = transaction;
        this.answer = answer;
        this.context = context;
        this.onNoAck = onNoAck;
    }

    void start() {
        // first the patience, so that at 64*T1 it ends before the transaction does
        end = context.after(context.timers().patience(), this::giveUp);
        transaction.respond(answer);
        intervalMillis = context.timers().t1();
        retransmission = context.after(intervalMillis, this::again);
    }

    boolean isFor(IncomingRequest ack) {
        return transaction.request().cseq() == ack.cseq();
    }

    void stop() {
        TimerWheel.stop(retransmission);
        TimerWheel.stop(end);
    }

    private void again() {
        transaction.respond(answer);
        intervalMillis = context.timers().next(intervalMillis);
        retransmission = context.after(intervalMillis, this::again);
    }

    private void giveUp() {
        stop();
        onNoAck.run();
    }
}
