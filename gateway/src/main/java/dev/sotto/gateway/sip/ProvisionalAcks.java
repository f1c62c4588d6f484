package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.Decimal;
import dev.sotto.gateway.sip.message.HeaderNames;
import dev.sotto.gateway.sip.message.SipResponse;
import org.jspecify.annotations.Nullable;

/**
 * PRACKs to the provisional responses to an INVITE of ours, in one early dialog (RFC 3262, 4): in order, each once; repeated
 * ones and those after a gap are not taken in. Loop thread only.
 */
final class ProvisionalAcks {
    private final Dialog dialog;
    private final CallContext context;
    private final long inviteNumber;
    private long last = -1;

    /** @param inviteNumber CSeq number of the INVITE */
    ProvisionalAcks(Dialog dialog, CallContext context, long inviteNumber) {
        this.dialog = dialog;
        this.context = context;
        this.inviteNumber = inviteNumber;
    }

    /**
     * Sends the PRACK where one is due.
     *
     * @param answer our answer, where the response holds an offer; null: none
     * @return true where the response counts: it is the next one, or needs no PRACK
     */
    boolean on(SipResponse response, @Nullable String answer, ClientTransaction.Listener listener) {
        boolean reliable = response.isProvisional()
                && response.status() > 100
                && Extensions.required(response.headers(), Extensions.RELIABLE);
        if (!reliable) {
            return true;
        }
        String value = response.headers().first(HeaderNames.RSEQ);
        long rseq = value == null ? -1 : Decimal.parse(value.trim(), Integer.MAX_VALUE);
        if (rseq < 1 || last >= 0 && rseq != last + 1) {
            return false;
        }
        last = rseq;
        context.sender().prack(dialog, rseq + " " + inviteNumber + " INVITE", answer, listener);
        return true;
    }
}
