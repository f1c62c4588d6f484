package dev.sotto.gateway.sip;

import java.net.InetSocketAddress;
import java.util.List;

/** Sends our requests in dialogs: Via, route, transaction. Loop thread only. */
final class InDialogSender {
    private final SipSettings settings;
    private final SipTransport transport;
    private final TransactionTable transactions;
    private final SipIds ids;

    InDialogSender(SipSettings settings, SipTransport transport, TransactionTable transactions, SipIds ids) {
        this.settings = settings;
        this.transport = transport;
        this.transactions = transactions;
        this.ids = ids;
    }

    void bye(Dialog dialog, String reason, ClientTransaction.Listener listener) {
        try {
            InetSocketAddress to = dialog.nextHop();
            Via via = new Via(
                    "SIP/2.0",
                    "UDP",
                    transport.addressTowards(to),
                    Params.NONE.with("branch", ids.branch()).with("rport", null));
            CSeq cseq = dialog.nextCseq(SipRequest.BYE);
            List<Header> extra = List.of(new Header(HeaderNames.REASON, ReasonHeader.write(200, reason)));
            SipRequest bye = dialog.request(cseq, via, settings.userAgent(), extra);
            transactions.send(bye, via, cseq, to, listener);
        } catch (SipSyntaxException e) {
            throw new IllegalStateException("dialog with an unchecked address: " + e.what(), e);
        }
    }
}
