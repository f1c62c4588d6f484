package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;

/** A request that we answer (RFC 3261, 17.2). Loop thread only. */
sealed interface ServerTransaction permits InviteServerTransaction, NonInviteServerTransaction {
    IncomingRequest request();

    /** The same request came again. */
    void onRetransmission();

    /** Sends a response; a second final one is ignored, except a repeated 2xx to INVITE. */
    void respond(SipResponse response);

    boolean isTerminated();

    /** Ends without a word, when the endpoint closes. */
    void abandon();
}
