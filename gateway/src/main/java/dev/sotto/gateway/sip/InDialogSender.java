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
import java.util.ArrayList;
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

    /** Without a description: refreshes target and session (RFC 3311; RFC 4028, 7.4). */
    void update(Dialog dialog, List<Header> more, ClientTransaction.Listener listener) {
        send(SipRequest.UPDATE, dialog, withContact(dialog, more), listener);
    }

    /** re-INVITE with an offer; returns its number, which the ACK needs. */
    long invite(Dialog dialog, List<Header> more, String sdp, ClientTransaction.Listener listener) {
        List<Header> extra = withContact(dialog, more);
        extra.add(new Header(HeaderNames.ALLOW, Responses.ALLOW));
        extra.add(new Header(HeaderNames.CONTENT_TYPE, Reply.SDP));
        return send(SipRequest.INVITE, dialog, extra, sdp.getBytes(StandardCharsets.UTF_8), listener);
    }

    /**
     * Acknowledges a provisional response (RFC 3262, 4).
     *
     * @param rack RSeq of the response, CSeq of the INVITE
     * @param sdp our answer to an offer in the response, or null
     */
    void prack(Dialog dialog, String rack, @Nullable String sdp, ClientTransaction.Listener listener) {
        List<Header> extra = new ArrayList<>(List.of(new Header(HeaderNames.RACK, rack)));
        byte[] body = SipMessage.NO_BODY;
        if (sdp != null) {
            extra.add(new Header(HeaderNames.CONTENT_TYPE, Reply.SDP));
            body = sdp.getBytes(StandardCharsets.UTF_8);
        }
        send(SipRequest.PRACK, dialog, extra, body, listener);
    }

    /** Sends the peer there; returns the request's number (RFC 3515, 2.1 and 2.4.6; Referred-By: RFC 3892). */
    long refer(Dialog dialog, String target, List<Header> more, ClientTransaction.Listener listener) {
        List<Header> extra = withContact(dialog, more);
        extra.add(new Header(HeaderNames.REFER_TO, "<" + target + ">"));
        extra.add(new Header(HeaderNames.REFERRED_BY, "<" + dialog.localUri() + ">"));
        extra.add(new Header(HeaderNames.SUPPORTED, Extensions.SUPPORTED));
        return send(SipRequest.REFER, dialog, extra, listener);
    }

    private List<Header> withContact(Dialog dialog, List<Header> more) {
        List<Header> extra = new ArrayList<>(more);
        extra.add(0, new Header(HeaderNames.CONTACT, responses.contact(dialog.flow())));
        return extra;
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
