package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.Via;
import java.util.Locale;

/**
 * What makes two messages one transaction (RFC 3261, 17.1.3 and 17.2.3).
 *
 * @param id the branch, or for peers of RFC 2543 a concatenation of what stands for it
 * @param sentBy host and port of the topmost Via
 * @param method of the request that opened it: INVITE for its ACK
 */
record TransactionKey(String id, String sentBy, String method) {
    static TransactionKey ofServer(IncomingRequest request) {
        return ofServer(request, request.is(SipRequest.ACK) ? SipRequest.INVITE : request.method());
    }

    /** The INVITE transaction that a CANCEL means (9.2). */
    static TransactionKey ofCancelled(IncomingRequest cancel) {
        return ofServer(cancel, SipRequest.INVITE);
    }

    static TransactionKey ofClient(Via via, CSeq cseq) {
        return new TransactionKey(String.valueOf(via.branch()), "", cseq.method());
    }

    private static TransactionKey ofServer(IncomingRequest request, String method) {
        Via via = request.essentials().topVia();
        String sentBy = via.sentBy().host().toLowerCase(Locale.ROOT) + ":"
                + via.sentBy().portOrDefault();
        String branch = via.branch();
        if (branch != null && via.hasUniqueBranch()) {
            return new TransactionKey(branch, sentBy, method);
        }
        String id = String.join(
                "\n",
                request.message().uri(),
                request.fromTag(),
                request.callId(),
                Long.toString(request.cseq()),
                via.toString());
        return new TransactionKey(id, sentBy, method);
    }
}
