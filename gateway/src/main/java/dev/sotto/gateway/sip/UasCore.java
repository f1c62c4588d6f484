package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipLimits;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.SipUri;
import dev.sotto.gateway.sip.transport.SipMeters;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The server half of a user agent (RFC 3261, 8.2): every new request ends here, and so does every ACK to a 2xx. */
final class UasCore {
    private static final Logger log = LoggerFactory.getLogger(UasCore.class);

    private final CallContext context;
    private final TransactionTable transactions;
    private final SipListener listener;
    private final SipLimits limits;
    private final InDialogRequests inDialog;
    private final CallTable calls;
    /** Any thread. */
    private volatile boolean refusing;

    UasCore(CallContext context, TransactionTable transactions, SipListener listener, SipLimits limits) {
        this.context = context;
        this.transactions = transactions;
        this.listener = listener;
        this.limits = limits;
        calls = context.calls();
        inDialog = new InDialogRequests(context.responses());
    }

    /** What OPTIONS hears (11.2). */
    static Reply capabilities() {
        return Reply.of(200)
                .with(HeaderNames.ALLOW, Responses.ALLOW)
                .with(HeaderNames.ACCEPT, Reply.SDP)
                .with(HeaderNames.ACCEPT_ENCODING, "identity")
                .with("Accept-Language", "en")
                .with(HeaderNames.SUPPORTED, Extensions.SUPPORTED);
    }

    /** Nobody sends us anywhere: the assistant calls whom its tasks name (RFC 3515, 2.4.2). */
    static Reply referRefusal(IncomingRequest refer) {
        boolean readable = refer.headers().lines(HeaderNames.REFER_TO).size() == 1;
        return readable ? Reply.of(603) : Reply.of(400, "One Refer-To expected");
    }

    void refuseNewCalls(boolean on) {
        refusing = on;
    }

    /** A handler that throws must not leave a transaction behind that nobody ever answers. */
    void onRequest(ServerTransaction transaction) {
        try {
            serve(transaction);
        } catch (RuntimeException e) {
            log.atError()
                    .setCause(e)
                    .addKeyValue("callId", transaction.request().callId())
                    .addKeyValue("method", transaction.request().method())
                    .log("serving a request failed");
            respond(transaction, Reply.of(500));
        }
    }

    private void serve(ServerTransaction transaction) {
        IncomingRequest request = transaction.request();
        Reply refusal = RequestCheck.refusal(request);
        if (refusal == null && request.essentials().vias().stream().anyMatch(context.ids()::isOurs)) {
            refusal = Reply.of(482);
        }
        if (refusal == null && transactions.isMerged(request)) {
            refusal = Reply.of(482, "Merged request");
        }
        if (refusal != null) {
            respond(transaction, refusal);
        } else if (request.is(SipRequest.CANCEL)) {
            onCancel(transaction);
        } else if (!request.toTag().isEmpty()) {
            DialogCall call = calls.find(Dialog.Key.of(request));
            if (call == null) {
                respond(transaction, Reply.of(481));
            } else {
                inDialog.on(transaction, call);
            }
        } else if (transaction instanceof InviteServerTransaction invite) {
            onInvite(invite);
        } else {
            respond(transaction, outside(request));
        }
    }

    private Reply outside(IncomingRequest request) {
        return switch (request.method()) {
            case SipRequest.OPTIONS -> options();
            case SipRequest.REFER -> referRefusal(request);
            default -> Reply.of(481);
        };
    }

    /** ACK without an INVITE transaction: to a 2xx of ours, or stray. */
    void onAck(IncomingRequest ack) {
        DialogCall call = calls.find(Dialog.Key.of(ack));
        if (call == null) {
            context.transactions().meters().dropped(SipMeters.Drop.STRAY_ACK);
        } else if (!call.onAck(ack)) {
            context.transactions().meters().retransmissionReceived();
        }
    }

    private void onCancel(ServerTransaction cancel) {
        ServerTransaction cancelled = transactions.server(TransactionKey.ofCancelled(cancel.request()));
        if (cancelled instanceof InviteServerTransaction invite) {
            cancel.respond(context.responses().to(cancel.request(), Reply.of(200), invite.localTag()));
            invite.cancel();
        } else {
            respond(cancel, Reply.of(481));
        }
    }

    private void onInvite(InviteServerTransaction transaction) {
        transaction.respond(context.responses().to(transaction.request(), Reply.of(100), ""));
        if (refusing || calls.size() >= limits.maxCalls()) {
            respond(transaction, unavailable());
            return;
        }
        UasCall call;
        try {
            Takeover takeover = Takeover.of(transaction.request(), calls);
            if (takeover.refusal() != null) {
                respond(transaction, takeover.refusal());
                return;
            }
            call = open(transaction, takeover.replaced());
        } catch (SipSyntaxException e) {
            respond(transaction, Reply.of(400, e.what()));
            return;
        }
        try {
            listener.onInvite(call);
        } catch (RuntimeException e) {
            log.atError().setCause(e).addKeyValue("callId", call.callId()).log("taking a call failed");
            call.refuse(500, "");
        }
    }

    private UasCall open(InviteServerTransaction transaction, @Nullable SipCall replaced) throws SipSyntaxException {
        IncomingRequest invite = transaction.request();
        SipUri uri = SipUri.parse(invite.message().uri());
        Dialog dialog = Dialog.ofUas(invite, context.ids().tag());
        UasCall call = new UasCall(transaction, uri, dialog, context, replaced);
        calls.put(call.dialogCall());
        return call;
    }

    private Reply options() {
        return refusing ? unavailable() : capabilities();
    }

    private Reply unavailable() {
        return Reply.of(503).with(HeaderNames.RETRY_AFTER, Integer.toString(context.retryAfterSeconds()));
    }

    private void respond(ServerTransaction transaction, Reply reply) {
        transaction.respond(context.responses()
                .to(transaction.request(), reply, context.ids().tag()));
    }
}
