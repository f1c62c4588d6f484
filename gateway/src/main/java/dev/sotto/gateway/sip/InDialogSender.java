package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipMessage;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.transport.Hop;
import dev.sotto.gateway.sip.transport.SipRouter;
import dev.sotto.gateway.sip.transport.SipTransport;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Sends our requests in dialogs: route, number, transaction. Loop thread only. */
final class InDialogSender {
    private final SipSettings settings;
    private final SipTransport transport;
    private final Responses responses;
    private final ChallengedSender requests;
    private final SipRouter router;

    InDialogSender(
            SipSettings settings,
            SipTransport transport,
            Responses responses,
            ChallengedSender requests,
            SipRouter router) {
        this.settings = settings;
        this.transport = transport;
        this.responses = responses;
        this.requests = requests;
        this.router = router;
    }

    void bye(Dialog dialog, String reason, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(new Header(HeaderNames.REASON, ReasonHeader.write(200, reason)));
        send(SipRequest.BYE, dialog, extra, listener);
    }

    /** Refreshes the session, with us as the refresher (RFC 4028, 7.4). */
    void update(Dialog dialog, long seconds, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(
                new Header(HeaderNames.CONTACT, responses.contact(dialog.flow(), dialog.isSecure())),
                new Header(HeaderNames.SUPPORTED, SessionTimer.TAG),
                new Header(HeaderNames.SESSION_EXPIRES, seconds + ";refresher=" + SessionTimer.UAC));
        send(SipRequest.UPDATE, dialog, extra, listener);
    }

    /** Sends the peer there; returns the request's number (RFC 3515, 2.1 and 2.4.6; Referred-By: RFC 3892). */
    long refer(Dialog dialog, String target, ClientTransaction.Listener listener) {
        List<Header> extra = List.of(
                new Header(HeaderNames.CONTACT, responses.contact(dialog.flow(), dialog.isSecure())),
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
        try {
            Hop to = DialogRoute.known(dialog);
            Outgoing ack = new Outgoing(request(dialog, new CSeq(number, SipRequest.ACK), to, extra, body), to);
            transport.send(ack.request(), ack.to());
            return ack;
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }

    /** The same again. */
    void repeat(Outgoing ack) {
        transport.send(ack.request(), ack.to());
    }

    /** A message of ours and where it goes. */
    record Outgoing(SipRequest request, Hop to) {}

    private long send(String method, Dialog dialog, List<Header> extra, ClientTransaction.Listener listener) {
        return send(method, dialog, extra, SipMessage.NO_BODY, listener);
    }

    private long send(
            String method, Dialog dialog, List<Header> extra, byte[] body, ClientTransaction.Listener listener) {
        CSeq cseq = dialog.nextCseq(method);
        try {
            SipRequest request = request(dialog, cseq, dialog.flow(), extra, body);
            requests.send(
                    DialogRoute.of(dialog, router),
                    request,
                    cseq,
                    dialog.credentials(),
                    () -> dialog.nextCseq(method).number(),
                    listener);
            return cseq.number();
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }

    private SipRequest request(Dialog dialog, CSeq cseq, Hop to, List<Header> extra, byte[] body)
            throws SipSyntaxException {
        return dialog.request(cseq, requests.via(to), settings.userAgent(), extra, body);
    }
}
