package dev.sotto.gateway.call;

import dev.sotto.gateway.sip.IncomingCall;

/** Where calls are taken that come in by another way than SIP. */
public interface CallDesk {
    /** Runs a task on the context that calls live on. Any thread. */
    void execute(Runnable task);

    /** Answers or refuses a call. On that context only. */
    void take(IncomingCall call);
}
