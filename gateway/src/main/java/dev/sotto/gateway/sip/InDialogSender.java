package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipRouter;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends our requests in dialogs: Via, route, transaction. Loop thread only. */
final class InDialogSender {
    private final SipSettings settings;
    private final Responses responses;
    private final RequestSender sender;
    private final SipRouter router;

    InDialogSender(SipSettings settings, Responses responses, RequestSender sender, SipRouter router) {
        this.settings = settings;
        this.responses = responses;
        this.sender = sender;
        this.router = router;
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
        extra.add(0, new Header(HeaderNames.CONTACT, responses.contact(dialog.flow(), dialog.isSecure())));
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
        repeat(ack);
        return ack;
    }

    /** The same again. */
    void repeat(Outgoing ack) {
        sender.sendOnce(ack.hops(), ack.request());
    }

    /** A request of ours, with the Via of the way that the peer came by, and where it goes. */
    record Outgoing(SipRequest request, Future<List<Hop>> hops) {}

    private long send(String method, Dialog dialog, List<Header> extra, ClientTransaction.Listener listener) {
        return send(method, dialog, extra, SipMessage.NO_BODY, listener);
    }

    private long send(
            String method, Dialog dialog, List<Header> extra, byte[] body, ClientTransaction.Listener listener) {
        CSeq cseq = dialog.nextCseq(method);
        Outgoing out = prepare(dialog, cseq, extra, body);
        sender.send(out.hops(), cseq, (via, to) -> out.request().withVia(via), listener);
        return cseq.number();
    }

    private Outgoing prepare(Dialog dialog, CSeq cseq, List<Header> extra, byte[] body) {
        try {
            Via via = sender.via(dialog.flow());
            SipRequest request = dialog.request(cseq, via, settings.userAgent(), extra, body);
            return new Outgoing(request, DialogRoute.of(dialog, router));
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }
}
