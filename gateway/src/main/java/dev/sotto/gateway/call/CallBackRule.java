package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;

/** Where a caller can be called back. Call context only. */
public interface CallBackRule {
    CallBackRule NOBODY = call -> "";

    /** The address; empty where there is none that we may call. */
    String addressOf(IncomingCall call);
}
