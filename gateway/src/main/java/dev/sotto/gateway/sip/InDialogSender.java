package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.CSeq;
import dev.sotto.gateway.sip.message.Header;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipRequest;
import dev.sotto.gateway.sip.message.SipSyntaxException;
import dev.sotto.gateway.sip.message.Via;
import dev.sotto.gateway.sip.transport.Hop;
import java.util.List;

/** Sends our requests in dialogs: route, number, transaction. Loop thread only. */
final class InDialogSender {
    private final SipSettings settings;
    private final Responses responses;
    private final ChallengedSender requests;

    InDialogSender(SipSettings settings, Responses responses, ChallengedSender requests) {
        this.settings = settings;
        this.responses = responses;
        this.requests = requests;
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

    private long send(String method, Dialog dialog, List<Header> extra, ClientTransaction.Listener listener) {
        try {
            Hop to = dialog.nextHop();
            Via via = requests.via(to);
            CSeq cseq = dialog.nextCseq(method);
            SipRequest request = dialog.request(cseq, via, settings.userAgent(), extra);
            requests.send(
                    request,
                    via,
                    cseq,
                    to,
                    dialog.credentials(),
                    () -> dialog.nextCseq(method).number(),
                    listener);
            return cseq.number();
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }
}
