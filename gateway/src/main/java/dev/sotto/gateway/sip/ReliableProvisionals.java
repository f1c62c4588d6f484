package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipResponse;
import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Provisional responses to one INVITE that the caller acknowledges (RFC 3262, 3): one at a time, each repeated after T1, 2*T1,
 * 4*T1, ... until its PRACK comes or 64*T1 are over. Loop thread only.
 */
final class ReliableProvisionals {
    private static final int MAX_WAITING = 4;

    private final ServerTransaction transaction;
    private final Dialog dialog;
    private final CallContext context;
    private final Runnable onNoPrack;
    private final Deque<Reply> waiting = new ArrayDeque<>();
    private long rseq;
    private long intervalMillis;
    private @Nullable SipResponse unacknowledged;
    private TimerWheel.@Nullable Timer retransmission;
    private TimerWheel.@Nullable Timer end;

    ReliableProvisionals(ServerTransaction transaction, Dialog dialog, CallContext context, Runnable onNoPrack) {
        this.transaction = transaction;
        this.dialog = dialog;
        this.context = context;
        this.onNoPrack = onNoPrack;
        rseq = context.ids().firstRseq();
    }

    /** Whether a response goes out this way: where the caller demands it, and with a description where it can. */
    static boolean wanted(IncomingRequest invite, boolean described) {
        return Extensions.required(invite.headers(), Extensions.RELIABLE)
                || described && Extensions.has(invite.headers(), Extensions.RELIABLE);
    }

    void send(Reply reply) {
        if (unacknowledged == null) {
            sendNow(reply);
        } else if (waiting.size() < MAX_WAITING) {
            waiting.add(reply);
        }
    }

    /** Something waits for its PRACK. */
    boolean isOpen() {
        return unacknowledged != null;
    }

    /** The response that this PRACK acknowledges, whereupon the next one goes out; null where it is none that is waited for. */
    @Nullable
    SipResponse onPrack(IncomingRequest prack) {
        SipResponse acknowledged = unacknowledged;
        if (acknowledged == null || !matches(prack.headers().first(HeaderNames.RACK))) {
            return null;
        }
        stopTimers();
        unacknowledged = null;
        if (!waiting.isEmpty()) {
            sendNow(waiting.remove());
        }
        return acknowledged;
    }

    void stop() {
        stopTimers();
        waiting.clear();
        unacknowledged = null;
    }

    private void sendNow(Reply reply) {
        rseq = rseq % ((1L << 31) - 1) + 1;
        Reply reliable =
                reply.with(HeaderNames.REQUIRE, Extensions.RELIABLE).with(HeaderNames.RSEQ, Long.toString(rseq));
        SipResponse response = context.responses().inDialog(transaction.request(), reliable, dialog.localTag());
        unacknowledged = response;
        transaction.respond(response);
        intervalMillis = context.transactions().timers().t1();
        retransmission = context.transactions().after(intervalMillis, this::again);
        end = context.transactions().after(context.transactions().timers().patience(), this::giveUp);
    }

    private void again() {
        if (unacknowledged != null) {
            transaction.respond(unacknowledged);
            // doubled without T2's limit (RFC 3262, 3)
            intervalMillis *= 2;
            retransmission = context.transactions().after(intervalMillis, this::again);
        }
    }

    private void giveUp() {
        stop();
        onNoPrack.run();
    }

    private void stopTimers() {
        TimerWheel.stop(retransmission);
        TimerWheel.stop(end);
    }

    /** {@code RAck: rseq cseq method} (7.2). */
    private boolean matches(@Nullable String rack) {
        String[] parts = rack == null ? new String[0] : rack.trim().split("[ \t]+");
        return parts.length == 3
                && Decimal.parse(parts[0], Integer.MAX_VALUE) == rseq
                && Decimal.parse(parts[1], Integer.MAX_VALUE)
                        == transaction.request().cseq()
                && parts[2].equals(SipRequest.INVITE);
    }
}
