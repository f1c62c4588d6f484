package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;

/** Where calls are taken that come in by another way than SIP. */
public interface CallDesk {
    /** The desk of the event loop that a call of that name lives on; the same for the call's whole life. Any thread. */
    default CallDesk of(String callId) {
        return this;
    }

    /** Runs a task on the context that calls live on. Any thread. */
    void execute(Runnable task);

    /** Answers or refuses a call. On that context only. */
    void take(IncomingCall call);
}
