package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.Params;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends our requests in dialogs: Via, route, transaction. Loop thread only. */
final class InDialogSender {
    private final SipSettings settings;
    private final SipTransport transport;
    private final Responses responses;
    private final TransactionTable transactions;
    private final SipIds ids;

    InDialogSender(
            SipSettings settings,
            SipTransport transport,
            Responses responses,
            TransactionTable transactions,
            SipIds ids) {
        this.settings = settings;
        this.transport = transport;
        this.responses = responses;
        this.transactions = transactions;
        this.ids = ids;
    }

    void bye(Dialog dialog, String reason, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(new Header(HeaderNames.REASON, ReasonHeader.write(200, reason)));
        send(SipRequest.BYE, dialog, extra, listener);
    }

    /** Refreshes the session, with us as the refresher (RFC 4028, 7.4). */
    void update(Dialog dialog, long seconds, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(
                new Header(HeaderNames.CONTACT, responses.contact(dialog.flow())),
                new Header(HeaderNames.SUPPORTED, SessionTimer.TAG),
                new Header(HeaderNames.SESSION_EXPIRES, seconds + ";refresher=" + SessionTimer.UAC));
        send(SipRequest.UPDATE, dialog, extra, listener);
    }

    /** Sends the peer there; returns the request's number (RFC 3515, 2.1 and 2.4.6; Referred-By: RFC 3892). */
    long refer(Dialog dialog, String target, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(
                new Header(HeaderNames.CONTACT, responses.contact(dialog.flow())),
                new Header(HeaderNames.REFER_TO, "<" + target + ">"),
                new Header(HeaderNames.REFERRED_BY, "<" + dialog.localUri() + ">"));
        return send(SipRequest.REFER, dialog, extra, listener);
    }

    /**
     * The ACK to a 2xx: no transaction, and sent again for every repetition of the 2xx (13.2.2.4).
     *
     * @param number of the INVITE
     * @param sdp our answer where the offer was the peer's, else null
     */
    Outgoing ack(Dialog dialog, long number, @Nullable String sdp) {
        List<Header> extra = sdp == null ? List.of() : List.of(new Header(HeaderNames.CONTENT_TYPE, Reply.SDP));
        byte[] body = sdp == null ? SipMessage.NO_BODY : sdp.getBytes(StandardCharsets.UTF_8);
        Outgoing ack = prepare(dialog, new CSeq(number, SipRequest.ACK), extra, body);
        transport.send(ack.request(), ack.to());
        return ack;
    }

    /** The same again. */
    void repeat(Outgoing ack) {
        transport.send(ack.request(), ack.to());
    }

    /** A message of ours and where it goes. */
    record Outgoing(SipRequest request, Via via, Hop to) {}

    private long send(String method, Dialog dialog, List<Header> extra, ClientTransaction.Listener listener) {
        return send(method, dialog, extra, SipMessage.NO_BODY, listener);
    }

    private long send(
            String method, Dialog dialog, List<Header> extra, byte[] body, ClientTransaction.Listener listener) {
        CSeq cseq = dialog.nextCseq(method);
        Outgoing out = prepare(dialog, cseq, extra, body);
        transactions.send(out.request(), out.via(), cseq, out.to(), listener);
        return cseq.number();
    }

    private Outgoing prepare(Dialog dialog, CSeq cseq, List<Header> extra, byte[] body) {
        try {
            Hop to = dialog.nextHop();
            Via via = new Via(
                    "SIP/2.0",
                    to.protocol().name(),
                    transport.addressTowards(to),
                    Params.NONE.with("branch", ids.branch()).with("rport", null));
            return new Outgoing(dialog.request(cseq, via, settings.userAgent(), extra, body), via, to);
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }
}
