package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;

/** Requests inside of a call's dialog (RFC 3261, 12.2.2): order first, then each to its place. Loop thread only. */
final class InDialogRequests {
    private final Responses responses;

    InDialogRequests(Responses responses) {
        this.responses = responses;
    }

    void on(ServerTransaction transaction, DialogCall call) {
        IncomingRequest request = transaction.request();
        if (!call.dialog().accept(request)) {
            respond(transaction, Reply.of(500, "CSeq out of order"));
            return;
        }
        if (request.is(SipRequest.BYE)) {
            respond(transaction, Reply.of(200));
            call.onBye(request);
            return;
        }
        if (call.isOver()) {
            respond(transaction, Reply.of(481));
            return;
        }
        switch (request.method()) {
            case SipRequest.INVITE -> call.renegotiation().onInvite(transaction);
            case SipRequest.UPDATE -> call.renegotiation().onUpdate(transaction);
            case SipRequest.NOTIFY -> call.referral().onNotify(transaction);
            case SipRequest.INFO -> onInfo(transaction, call);
            case SipRequest.PRACK -> onPrack(transaction, call);
            case SipRequest.REFER -> respond(transaction, UasCore.referRefusal(request));
            default -> respond(transaction, UasCore.capabilities());
        }
    }

    private void onPrack(ServerTransaction transaction, DialogCall call) {
        Reply reply = call.owner().onPrack(transaction.request());
        respond(transaction, reply == null ? Reply.of(481) : reply);
        if (reply != null) {
            call.owner().afterPrack();
        }
    }

    private void onInfo(ServerTransaction transaction, DialogCall call) {
        IncomingRequest info = transaction.request();
        if (info.headers().has(HeaderNames.INFO_PACKAGE)) {
            // we have none (RFC 6086, 4.2.2)
            respond(transaction, Reply.of(469).with(HeaderNames.RECV_INFO, ""));
            return;
        }
        if (!info.message().hasBody()) {
            respond(transaction, Reply.of(200));
            return;
        }
        String type = RequestCheck.mediaType(info.headers().first(HeaderNames.CONTENT_TYPE));
        char key = DigitBody.parse(type, info.message().bodyText());
        respond(transaction, key == DigitBody.NONE ? Reply.of(400, "No key in body") : Reply.of(200));
        if (key != DigitBody.NONE && key != DigitBody.FLASH) {
            call.handler().onDigit(key);
        }
    }

    private void respond(ServerTransaction transaction, Reply reply) {
        transaction.respond(responses.to(transaction.request(), reply, ""));
    }
}
