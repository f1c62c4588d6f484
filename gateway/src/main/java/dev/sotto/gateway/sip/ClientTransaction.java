package dev.sotto.gateway.sip;

import dev.sotto.gateway.sip.message.SipResponse;
import dev.sotto.gateway.sip.transport.SendWatcher;
import dev.sotto.gateway.sip.transport.TransportFailure;

/** A request of ours (RFC 3261, 17.1). Loop thread only. */
sealed interface ClientTransaction extends SendWatcher permits InviteClientTransaction, NonInviteClientTransaction {
    void onResponse(SipResponse response);

    /** Ends without a word, when the endpoint closes. */
    void abandon();

    /** Who asked. */
    interface Listener {
        /** A response, provisional or final; of the finals one, except that every 2xx to an INVITE comes. */
        void onResponse(SipResponse response);

        /** No final response came within 64*T1: to be treated as 408 (8.1.3.1). */
        void onTimeout();

        /** The request could not be delivered, or its connection was lost before any response: as 503 (8.1.3.1). */
        default void onTransportFailure(TransportFailure failure) {
            onTimeout();
        }
    }
}
