package dev.sotto.gateway.sip;

/** Who takes the calls of an endpoint. */
public interface SipListener {
    /** A new call; 100 has been sent. Loop thread. An exception refuses the call with 500. */
    void onInvite(IncomingCall call);
}
