package dev.sotto.gateway.sip;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/** The client half of a user agent (RFC 3261, 8.1): our calls as long as they are not answered. Loop thread only. */
final class UacCore {
    private final CallContext context;
    private final TransactionTable transactions;
    private final RequestSender sender;
    private final Supplier<InviteWriter> writers;
    private final Set<UacCall> unanswered = new LinkedHashSet<>();

    UacCore(SipSettings settings, RequestSender sender, CallContext context, TransactionTable transactions) {
        this.context = context;
        this.transactions = transactions;
        this.sender = sender;
        writers = () -> new InviteWriter(settings, context.responses(), context.ids());
    }

    /** Places a call; the handler may hear of its end before this returns. */
    OutgoingCall call(CallPlan plan, OutgoingHandler handler) {
        UacCall[] self = new UacCall[1];
        UacCall call = new UacCall(
                plan, context, transactions, sender, writers.get(), handler, () -> unanswered.remove(self[0]));
        self[0] = call;
        unanswered.add(call);
        call.start();
        return call;
    }

    int unanswered() {
        return unanswered.size();
    }

    /** CANCEL to whatever rings. */
    void hangUpAll(String reason) {
        List.copyOf(unanswered).forEach(call -> call.hangUp(reason));
    }
}
